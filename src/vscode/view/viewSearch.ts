import { CancelledError, errorDataOf, messageOf } from '../../common/errors/errors';
import type { SimilarParams } from '../../common/contracts/engineContract';
import type { HighlightItem } from '../../common/contracts/highlightContract';
import type { Logger } from '../../common/logger';
import { rerankingText } from '../../common/text/rerankingText';
import type {
  CodeLine,
  MessageToView,
  SimilarOrigin,
  ThemeKind,
  ViewQuery,
} from '../../common/view/viewProtocol';
import { inTime } from '../../common/timers';
import type { LocatedAnswer, LocatedResult, SearchService } from '../services';
import type { ColoredCode } from '../highlighting/highlightService';
import { plainLines } from '../../node/highlighting/plainLines';
import type { NamedFolder } from './folderGlobs';
import { filtersOf, type OpenFiles, type ScopedFilters } from './viewFilters';
import { previewLines, viewResult } from './viewResult';

/** Highlights lines of code. */
export interface Highlighter {
  /** @throws CancelledError when aborted */
  highlight(items: readonly HighlightItem[], signal?: AbortSignal): Promise<ColoredCode>;
}

/** Dependencies of a search for the page. */
export interface ViewSearchParts {
  readonly search: SearchService;
  readonly highlighter: Highlighter;
  readonly logger: Logger;
  readonly openFiles: OpenFiles;
  /** @throws Error if the location cannot be read */
  readonly resolveOrigin: (origin: SimilarOrigin) => Promise<Pick<SimilarParams, 'text' | 'origin'>>;
  /** The given files that are not on this disk, as text. */
  readonly missingFiles: (files: readonly LocatedResult['uri'][]) => Promise<ReadonlySet<string>>;
  /** All workspace folders; results show theirs if there are several. */
  readonly folders: () => readonly NamedFolder[];
  readonly post: (message: MessageToView) => void;
}

/**
 * How long results wait for their highlighting, in milliseconds. After that they are shown plain, and again when the highlighting
 * is ready.
 */
const colorPatienceMs = 60;

/** Runs the searches of the page. Only the newest query is answered. */
export class ViewSearch {
  private running: AbortController | undefined;
  /**
   * Filters of the newest search. A repeated search uses them again, so that it keeps its folder even if the user has opened a
   * file elsewhere.
   */
  private scoped: ScopedFilters | undefined;

  constructor(private readonly parts: ViewSearchParts) {}

  /**
   * Resolves when all messages for this query have been posted, or a newer query has started.
   *
   * @param isRepeated whether this repeats the previous search, in the folder that was current then
   */
  async run(id: number, query: ViewQuery, isRepeated = false): Promise<void> {
    this.cancel();
    const { signal } = (this.running = new AbortController());
    try {
      const staysThere = isRepeated && query.scope === 'folder' && this.scoped?.place?.scope === 'folder';
      const scoped =
        staysThere && this.scoped
          ? this.scoped
          : filtersOf(query, this.parts.openFiles, this.parts.folders());
      this.scoped = scoped;
      let posted: Promise<void> | undefined;
      const answer = await this.ask(query, scoped, signal, (first) => {
        // A repeated search shows its refined order already.
        if (!isRepeated) posted = this.post(id, first, query.limit, scoped, signal);
      });
      // Late colours of the first order must not follow the refined order.
      await posted;
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
    onFirst: (answer: LocatedAnswer) => void,
  ): Promise<LocatedAnswer> {
    const { search, resolveOrigin } = this.parts;
    // One extra result shows whether there are more.
    if (!similarTo)
      return search.search({ ...filters, query: text, limit: limit + 1, order: 'places' }, signal, onFirst);
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
    const missing = await this.parts.missingFiles(results.map(({ uri }) => uri));
    const postWith = (lines: readonly (readonly CodeLine[])[], coloredFor?: ThemeKind): void => {
      if (signal.aborted) return;
      const folders = this.parts.folders();
      this.parts.post({
        type: 'results',
        id,
        results: results.map((result, index) => {
          const isMissing = missing.has(result.uri.toString()) || undefined;
          return viewResult(result, index, { lines: lines[index] ?? [], coloredFor, isMissing }, folders);
        }),
        hasMore: answer.results.length > limit,
        state: answer.state,
        withoutModel: answer.withoutModel,
        place,
        hints: answer.hints,
        refinement: answer.reranking && rerankingText(answer.reranking),
        tookMs: answer.tookMs,
      });
    };
    const colored = this.color(items, signal);
    const early = await inTime(colored, colorPatienceMs);
    if (early) {
      postWith(early.lines, early.coloredFor);
      return;
    }
    postWith(items.map((item) => plainLines(item.lines)));
    const late = await colored;
    if (late) postWith(late.lines, late.coloredFor);
  }

  /** Resolves to undefined on failure: results are shown without highlighting then. */
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
