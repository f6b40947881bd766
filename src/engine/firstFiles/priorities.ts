import type { FirstFilesReport } from '../../common/contracts/engineContract';
import { CancelledError } from '../../common/errors/errors';
import type { FolderIndex } from '../folderIndex';
import type { SearchFilter } from '../retrieval/query';
import type { TurnTaking } from '../turnTaking';
import type { AskedQuestion } from './askedWords';
import type { BringForwardOptions } from './bringForward';

/** How long a question stands before files are read for it, milliseconds: users type it letter by letter. */
const quietMs = 250;

type Folder = Pick<FolderIndex, 'isUpdating' | 'updateCount' | 'bringForward'>;

/** A question for which files come first. */
interface Priority {
  /** Differs if the question, its filter or the runs differ. */
  readonly key: string;
  readonly report: Promise<FirstFilesReport | undefined>;
  /** Gives the files up; undefined if somebody waits for them. */
  readonly stop?: AbortController;
}

/** Lets questions decide which files the runs in progress index first. */
export class Priorities {
  private last: Priority | undefined;

  /**
   * @param folders the open folders, which may change
   * @param asked analyzes a question
   */
  constructor(
    private readonly folders: Iterable<Folder>,
    private readonly asked: (query: string, filter: SearchFilter) => Promise<AskedQuestion | undefined>,
    private readonly turns: TurnTaking,
  ) {}

  /**
   * Makes the runs in progress index the files first that are most likely to answer a question. Resolves when they are in
   * the index; undefined if no files wait to be indexed, or the question has no words. Asked again, it does nothing more.
   *
   * @throws CancelledError
   */
  set(query: string, filter: SearchFilter, signal?: AbortSignal): Promise<FirstFilesReport | undefined> {
    const updating = this.updating();
    const key = keyOf(query, filter, updating);
    if (this.last?.key === key && !this.last.stop) return this.last.report;
    return this.replace({ key, report: this.bringForward(updating, query, filter, signal) });
  }

  /**
   * {@link set} without anybody who waits, if no other question follows at once: for an answer that is refreshed while
   * the index grows. The files of an earlier question that nobody waits for lose their priority.
   */
  setLater(query: string, filter: SearchFilter = {}): void {
    const updating = this.updating();
    const key = keyOf(query, filter, updating);
    if (updating.length === 0 || this.last?.key === key) return;
    const stop = new AbortController();
    const report = quiet(stop.signal).then(() => this.bringForward(updating, query, filter, stop.signal));
    // It only concerns the order: the search itself reports what fails.
    this.replace({ key, report, stop }).catch(() => undefined);
  }

  private replace(next: Priority): Priority['report'] {
    this.last?.stop?.abort();
    this.last = next;
    next.report.catch(() => {
      if (this.last === next) this.last = undefined;
    });
    return next.report;
  }

  private updating(): Folder[] {
    return [...this.folders].filter(({ isUpdating }) => isUpdating);
  }

  private async bringForward(
    updating: readonly Folder[],
    query: string,
    filter: SearchFilter,
    signal: AbortSignal | undefined,
  ): Promise<FirstFilesReport | undefined> {
    const question = updating.length > 0 ? await this.asked(query, filter) : undefined;
    if (!question) return undefined;
    const whilePaused: BringForwardOptions['whilePaused'] = (work) =>
      this.turns.search(() => work(() => this.turns.lookUp()));
    const reports = await Promise.all(
      updating.map((folder) => folder.bringForward(question, { signal, whilePaused })),
    );
    const some = reports.filter((report) => report !== undefined);
    if (some.length === 0) return undefined;
    return {
      files: some.reduce((sum, { files }) => sum + files, 0),
      isWhole: some.every(({ isWhole }) => isWhole),
    };
  }
}

/** @throws CancelledError if the signal is aborted before */
function quiet(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, quietMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new CancelledError());
    });
  });
}

function keyOf(query: string, filter: SearchFilter, updating: readonly Folder[]): string {
  return JSON.stringify([query, filter, updating.map(({ updateCount }) => updateCount)]);
}
