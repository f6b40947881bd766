import type { FolderState } from './folderIndexing';

/** Files done of those to do; `total` is 0 while they are being counted. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

interface Share {
  /** Of the runs that are over. Where they were cancelled or failed, no progress is shown. */
  readonly ended: Progress;
  readonly running: Progress | undefined;
}

const none: Progress = { done: 0, total: 0 };

/**
 * How far all folders of a window are. What one of them has done counts until the last one is at its end: otherwise the sum would
 * begin again with each folder.
 */
export class ProgressSum {
  private shares = new Map<string, Share>();

  /** Undefined where no folder is being indexed. */
  get current(): Progress | undefined {
    const shares = [...this.shares.values()];
    if (!shares.some(({ running }) => running)) return undefined;
    return shares.map(({ ended, running }) => add(ended, running)).reduce(add);
  }

  /**
   * Takes in how the folders stand.
   *
   * @param folders by a name that stays
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
