import type { FolderState } from './folderState';

/** Number of files done and in total; `total` is 0 while files are being counted. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

interface Share {
  /** Sum of the finished runs. If a run was cancelled or failed, no progress is shown. */
  readonly ended: Progress;
  readonly running: Progress | undefined;
}

const none: Progress = { done: 0, total: 0 };

/**
 * Progress of all folders of a window. The files of a finished folder count until the last folder has finished: otherwise the sum
 * would restart with each folder.
 */
export class ProgressSum {
  private shares = new Map<string, Share>();

  /** Undefined if no folder is being indexed. */
  get current(): Progress | undefined {
    const shares = [...this.shares.values()];
    if (!shares.some(({ running }) => running)) return undefined;
    return shares.map(({ ended, running }) => add(ended, running)).reduce(add);
  }

  /**
   * Updates the progress from the states of the folders.
   *
   * @param folders by a stable name
   */
  note(folders: ReadonlyMap<string, Pick<FolderState, 'progress'>>): void {
    const shares = new Map<string, Share>();
    for (const [name, { progress }] of folders) {
      const { ended, running } = this.shares.get(name) ?? { ended: none, running: undefined };
      shares.set(name, { ended: progress ? ended : add(ended, whole(running)), running: progress });
    }
    const isAtWork = [...shares.values()].some(({ running }) => running);
    this.shares = isAtWork ? shares : new Map<string, Share>();
  }
}

function whole({ total }: Progress = none): Progress {
  return { done: total, total };
}

function add(a: Progress, b: Progress = none): Progress {
  return { done: a.done + b.done, total: a.total + b.total };
}
