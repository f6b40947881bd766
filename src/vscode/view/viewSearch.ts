import { CancelledError, errorDataOf, messageOf } from '../../common/errors';
import type { SimilarParams } from '../../common/engineContract';
import type { HighlightItem } from '../../common/highlightContract';
import type { Logger } from '../../common/logger';
import type { CodeLine, MessageToView, SimilarOrigin, ThemeKind, ViewQuery } from '../../common/viewProtocol';
import type { LocatedAnswer, SearchService } from '../services';
import type { ColoredCode } from '../highlighting/highlightService';
import { plainLines } from '../../node/highlighting/plainLines';
import { filtersOf, type OpenFiles, type ScopedFilters } from './viewFilters';
import { previewLines, viewResult } from './viewResult';

/** Colours lines of code. */
export interface Highlighter {
  /** @throws CancelledError when aborted */
  highlight(items: readonly HighlightItem[], signal?: AbortSignal): Promise<ColoredCode>;
}

/** What a search for the page needs. */
export interface ViewSearchParts {
  readonly search: SearchService;
  readonly highlighter: Highlighter;
  readonly logger: Logger;
  readonly openFiles: OpenFiles;
  /** @throws Error where the place cannot be read */
  readonly resolveOrigin: (origin: SimilarOrigin) => Promise<Pick<SimilarParams, 'text' | 'origin'>>;
  /** Whether results must say which workspace folder they are in. */
  readonly hasSeveralFolders: () => boolean;
  readonly post: (message: MessageToView) => void;
}

/** How long results wait for their colours; after that they are shown plain, and again when the colours are there. */
const colorPatienceMs = 60;

/** Answers what the page asks; the newest query wins, the others are dropped. */
export class ViewSearch {
  private running: AbortController | undefined;
  /** What the newest search was limited to: a person who goes to another folder meanwhile did not ask for that one. */
  private scoped: ScopedFilters | undefined;

  constructor(private readonly parts: ViewSearchParts) {}

  /**
   * Resolves when everything about this query has been posted, or a newer one came.
   *
   * @param isRepeated the same was asked before, in the folder that was the current one then
   */
  async run(id: number, query: ViewQuery, isRepeated = false): Promise<void> {
    this.cancel();
    const { signal } = (this.running = new AbortController());
    try {
      const staysThere = isRepeated && query.scope === 'folder' && this.scoped?.place?.scope === 'folder';
      const scoped = staysThere && this.scoped ? this.scoped : filtersOf(query, this.parts.openFiles);
      this.scoped = scoped;
      const answer = await this.ask(query, scoped, signal);
      if (!signal.aborted) await this.post(id, answer, query.limit, scoped, signal);
    } catch (error) {
      if (signal.aborted || error instanceof CancelledError) return;
      this.parts.logger.error(`A search of the view failed: ${messageOf(error)}`);
      this.parts.post({ type: 'searchFailed', id, error: errorDataOf(error) });
    }
  }

  cancel(): void {
    this.running?.abort();
    this.running = undefined;
  }

  private async ask(
    { text, similarTo, limit }: ViewQuery,
    { filters }: ScopedFilters,
    signal: AbortSignal,
  ): Promise<LocatedAnswer> {
    const { search, resolveOrigin } = this.parts;
    // One more than is shown tells whether there are more.
    if (!similarTo)
      return search.search({ ...filters, query: text, limit: limit + 1, order: 'places' }, signal);
    return search.similar({ ...filters, ...(await resolveOrigin(similarTo)), limit: limit + 1 }, signal);
  }

  private async post(
    id: number,
    answer: LocatedAnswer,
    limit: number,
    { place }: ScopedFilters,
    signal: AbortSignal,
  ): Promise<void> {
    const results = answer.results.slice(0, limit);
    const items = results.map((result) => ({ language: result.language, lines: previewLines(result) }));
    const postWith = (lines: readonly (readonly CodeLine[])[], coloredFor?: ThemeKind): void => {
      if (signal.aborted) return;
      const hasSeveralFolders = this.parts.hasSeveralFolders();
      this.parts.post({
        type: 'results',
        id,
        results: results.map((result, index) =>
          viewResult(result, index, { lines: lines[index] ?? [], coloredFor }, hasSeveralFolders),
        ),
        hasMore: answer.results.length > limit,
        state: answer.state,
        withoutModel: answer.withoutModel,
        place,
        hints: answer.hints,
        tookMs: answer.tookMs,
      });
    };
    const colored = this.color(items, signal);
    const inTime = await Promise.race([colored, pause(colorPatienceMs)]);
    if (inTime) {
      postWith(inTime.lines, inTime.coloredFor);
      return;
    }
    postWith(items.map((item) => plainLines(item.lines)));
    const late = await colored;
    if (late) postWith(late.lines, late.coloredFor);
  }

  /** Resolves to undefined where there is trouble: results are worth showing without colours. */
  private async color(
    items: readonly HighlightItem[],
    signal: AbortSignal,
  ): Promise<ColoredCode | undefined> {
    try {
      return await this.parts.highlighter.highlight(items, signal);
    } catch (error) {
      if (!(error instanceof CancelledError)) {
        this.parts.logger.warn(`Results could not be coloured: ${messageOf(error)}`);
      }
      return undefined;
    }
  }
}

function pause(durationMs: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => {
      resolve(undefined);
    }, durationMs);
  });
}
