import { SemanticSearchError } from '../common/errors/errors';
import type { Excerpt, SearchFilters } from '../common/contracts/engineContract';
import type { FileReference } from '../common/contracts/searchResult';
import type { AgentAnswer, AgentEngine } from './agentEngine';
import { writeAnswer } from './answer';
import { filesMeant } from './fileArgument';
import { ShownLines } from './shownLines';
import { checkArguments, type ArgumentValues } from './toolArguments';
import { budgets, searchArguments, searchTool, similarArguments, similarTool, type AgentTool } from './tools';

/** Results of a page. */
const pageSize = 20;

/** Options of one call. */
export interface CallOptions {
  readonly signal: AbortSignal;
  /** Counts tokens as the model does that reads the answer. */
  readonly count?: ((text: string) => PromiseLike<number>) | undefined;
  /** Limit of the host, in tokens; a smaller budget of the call has precedence. */
  readonly mostTokens?: number | undefined;
}

type Arguments = ArgumentValues<typeof searchArguments> | ArgumentValues<typeof similarArguments>;

/** Answers the calls of one reader, for example of a client of the MCP server. */
export class AgentSession {
  private readonly shown = new ShownLines();

  constructor(private readonly engine: AgentEngine) {}

  /**
   * Runs a tool.
   *
   * @param input the arguments as the model wrote them
   * @returns the text for the model
   * @throws SemanticSearchError, USAGE for wrong arguments; CancelledError
   */
  async call(name: AgentTool['name'], input: unknown, options: CallOptions): Promise<string> {
    if (name === 'search') {
      const values = checkArguments(searchArguments, searchTool.required, input);
      const query = values.query!;
      // The right lines are within the budget more often than with each file once, and the right file as often.
      return this.answer(values, options, (limits) =>
        this.engine.search({ query, order: 'places', ...limits }, options.signal),
      );
    }
    const values = checkArguments(similarArguments, similarTool.required, input);
    return this.answer(values, options, (limits) => this.similar(values, limits, options.signal));
  }

  private async similar(
    { file = '', line = 1, endLine }: ArgumentValues<typeof similarArguments>,
    limits: SearchFilters & { readonly limit: number },
    signal: AbortSignal,
  ): Promise<AgentAnswer> {
    if (endLine !== undefined && endLine < line) {
      throw new SemanticSearchError(
        'USAGE',
        `Line ${endLine} is before line ${line}.`,
        'Swap line and endLine.',
      );
    }
    for (const reference of filesMeant(file, this.engine.roots())) {
      const excerpt = await this.engine.excerpt({ ...reference, line, endLine }, signal);
      if (excerpt) return this.engine.similar({ ...similarTo(reference, excerpt), ...limits }, signal);
    }
    throw new SemanticSearchError(
      'USAGE',
      `Nothing is indexed at ${file.slice(0, 200)}:${line}.`,
      'Check the path and the line, or give endLine too. Files that are ignored or binary are not indexed.',
    );
  }

  private async answer(
    values: Arguments,
    { signal, count, mostTokens = budgets.most }: CallOptions,
    ask: (limits: SearchFilters & { readonly limit: number }) => Promise<AgentAnswer>,
  ): Promise<string> {
    const { kind, paths, exclude, language, folder, detail = 'full', page = 1, repeat = false } = values;
    const {
      results,
      freshness,
      hints = [],
      withoutModel,
    } = await ask({
      kind,
      paths: paths?.length ? paths : undefined,
      excludedPaths: exclude?.length ? exclude : undefined,
      languages: language?.trim() ? [language] : undefined,
      folders: folder?.trim() ? [this.folderCalled(folder.trim())] : undefined,
      // One more shows whether there is another page.
      limit: page * pageSize + 1,
    });
    return writeAnswer(
      {
        results: results.slice((page - 1) * pageSize, page * pageSize),
        page,
        hasMore: results.length > page * pageSize,
        freshness,
        hints,
        withoutModel,
      },
      { detail, budget: Math.min(values.budget ?? budgets.default, mostTokens), repeat },
      { engine: this.engine, shown: this.shown, count, signal },
    );
  }

  private folderCalled(name: string): string {
    const roots = this.engine.roots();
    const found = roots.find((root) => root.name === name || root.location === name);
    if (found) return found.folder;
    const names = roots.map((root) => root.name).join(', ');
    throw new SemanticSearchError(
      'USAGE',
      `There is no workspace folder "${name.slice(0, 60)}".`,
      `Possible: ${names}.`,
    );
  }
}

function similarTo(reference: FileReference, { text, startLine, endLine }: Excerpt) {
  return { text, origin: { ...reference, startLine, endLine } };
}
