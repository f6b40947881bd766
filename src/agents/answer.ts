import type { ErrorFacts } from '../common/errors/errors';
import type { SearchHint, SearchResult } from '../common/contracts/searchResult';
import { textOf } from '../common/messages/textOf';
import { visibleText } from '../common/text/visibleText';
import type { AgentEngine, AgentRoot } from './agentEngine';
import { countTokens } from './countTokens';
import { hintLine } from './hintLine';
import { climb, type LadderEntry, type LevelLines, type ShownEntry } from './ladder';
import { excerptLines, quote, tellingLines, type FileLines } from './quotedLines';
import type { ShownLines } from './shownLines';
import type { Detail } from './tools';

/** Content of an answer before it is cut to its budget. */
export interface AnswerContent {
  /** The results of the page, best first. */
  readonly results: readonly SearchResult[];
  readonly page: number;
  readonly hasMore: boolean;
  readonly freshness: string;
  readonly hints: readonly SearchHint[];
  readonly withoutModel?: ErrorFacts | undefined;
}

/** Form of an answer. */
export interface AnswerForm {
  readonly detail: Detail;
  /** Most tokens. */
  readonly budget: number;
  /** Show lines again that were shown before. */
  readonly repeat: boolean;
}

/** Dependencies of an answer. */
export interface AnswerParts {
  readonly engine: Pick<AgentEngine, 'roots' | 'excerpt'>;
  readonly shown: ShownLines;
  /** Counts tokens as the model does that reads the answer; default: {@link countTokens}. */
  readonly count?: ((text: string) => PromiseLike<number>) | undefined;
  readonly signal: AbortSignal;
}

/** Stands for lines that were shown before. */
const shownBefore = '(lines shown before; repeat=true shows them)';
/** Attempts to fit the count of the model's own tokenizer. */
const mostAttempts = 4;

/**
 * Writes an answer for a language model: a header (state of the index, what is shown), then each result as
 * `path:start-end symbol` with its quoted lines, then how to get the rest. It never has more tokens than its budget.
 */
export async function writeAnswer(
  content: AnswerContent,
  form: AnswerForm,
  parts: AnswerParts,
): Promise<string> {
  let { budget } = form;
  for (let attempt = 1; ; attempt++) {
    const { text, quoted } = await write(content, { ...form, budget }, parts);
    const tokens = parts.count ? await parts.count(text) : 0;
    if (tokens <= form.budget || attempt === mostAttempts) {
      if (tokens > form.budget) return tooSmall(form.budget);
      for (const [file, lines] of quoted) parts.shown.add(file, lines);
      return text;
    }
    budget = Math.floor((budget * form.budget * 0.95) / tokens);
  }
}

/** The text, and what it quotes of each file. */
interface Written {
  readonly text: string;
  readonly quoted: readonly (readonly [file: string, lines: string])[];
}

async function write(content: AnswerContent, form: AnswerForm, parts: AnswerParts): Promise<Written> {
  const { results, page, hasMore } = content;
  const roots = parts.engine.roots();
  const notes = [
    ...(content.withoutModel
      ? [`Words only, without the model: ${textOf(content.withoutModel.message)}`]
      : []),
    ...content.hints.map(hintLine),
  ].map((note) => visibleText(note));
  if (results.length === 0) {
    const none = page === 1 ? 'No results.' : `No results on page ${page}.`;
    return fit([`index: ${content.freshness}. ${none}`, ...notes], form.budget);
  }
  const entries = results.map((result) => entryOf(result, form, parts));
  // The longest header and footer, so that the entries leave room for them.
  const frame = [
    headerOf(content, 99, 99, roots),
    ...notes,
    lessLikely,
    footerOf({ left: 99, page, hasMore: true, ...form }) ?? '',
  ];
  const room = form.budget - countTokens(frame.join('\n'));
  const entriesShown = await climb(entries, room, costOf);
  if (entriesShown.length === 0)
    return fit([headerOf(content, 0, 0, roots), tooSmall(form.budget)], form.budget);
  const withLines = entriesShown.filter(({ lines }) => lines.length > 0).length;
  const firstLessLikely = results.findIndex(({ isLessLikely }) => isLessLikely);
  const body = entriesShown.flatMap((entry, i) => [
    ...(i === firstLessLikely ? [lessLikely] : []),
    ...linesOf(entry),
  ]);
  const left = results.length - entriesShown.length;
  const footer = footerOf({ left, page, hasMore, ...form });
  const text = [
    headerOf(content, entriesShown.length, withLines, roots),
    ...notes,
    ...body,
    ...(footer === undefined ? [] : [footer]),
  ].join('\n');
  const quoted = entriesShown.flatMap((entry, i) =>
    entry.quoted === undefined ? [] : [[fileKey(results[i]!), entry.quoted] as const],
  );
  return { text, quoted };
}

const lessLikely = 'less likely:';

/** An answer without results: its first lines, as many as fit. */
function fit(lines: readonly string[], budget: number): Written {
  const fitting = [...lines];
  while (fitting.length > 0 && countTokens(fitting.join('\n')) > budget) fitting.pop();
  return { text: fitting.length > 0 ? fitting.join('\n') : tooSmall(budget), quoted: [] };
}

function tooSmall(budget: number): string {
  return `The budget of ${budget} tokens is too small for a result. Use a larger budget.`;
}

function costOf(lines: readonly string[]): number {
  return countTokens(`${lines.join('\n')}\n`);
}

function linesOf({ place, lines }: ShownEntry): string[] {
  return [place, ...lines];
}

/** A result as an entry, with its quoted lines at the levels of the detail. */
function entryOf(result: SearchResult, form: AnswerForm, parts: AnswerParts): LadderEntry {
  const { folder, path, startLine, endLine } = result;
  const quoteUnlessShown = (fileLines: FileLines): LevelLines => {
    if (fileLines.lines.length === 0) return { lines: [] };
    const text = fileLines.lines.join('\n');
    if (!form.repeat && parts.shown.has(fileKey(result), text)) return { lines: [shownBefore] };
    return { lines: quote(fileLines), quoted: text };
  };
  const lines = (): Promise<LevelLines> => Promise.resolve(quoteUnlessShown(tellingLines(result)));
  const full = async (): Promise<LevelLines> => {
    const excerpt = await parts.engine.excerpt({ folder, path, line: startLine, endLine }, parts.signal);
    return excerpt ? quoteUnlessShown(excerptLines(excerpt)) : lines();
  };
  const levels = { places: [], lines: [lines], full: [full, lines] }[form.detail];
  return { place: placeOf(result, parts.engine.roots()), levels };
}

function fileKey({ folder, path }: SearchResult): string {
  return `${folder}\n${path}`;
}

/** `path:start-end symbol`, with the name of the root before the path if there are several. */
function placeOf(result: SearchResult, roots: readonly AgentRoot[]): string {
  const { folder, path, startLine, endLine, symbol, siblings = [] } = result;
  const root = roots.length > 1 ? roots.find((one) => one.folder === folder) : undefined;
  const range = endLine > startLine ? `${startLine}-${endLine}` : `${startLine}`;
  const copies = siblings.length > 0 ? ` (+ ${siblings.length} ${relationOf(siblings)})` : '';
  return visibleText(`${root ? `${root.name}/` : ''}${path}:${range}${symbol ? ` ${symbol}` : ''}${copies}`);
}

function relationOf(siblings: NonNullable<SearchResult['siblings']>): string {
  const noun = siblings.every(({ relation }) => relation === 'translation') ? 'translation' : 'copy';
  if (siblings.length === 1) return noun;
  return noun === 'copy' ? 'copies' : 'translations';
}

function headerOf(
  { freshness, page }: AnswerContent,
  shown: number,
  withLines: number,
  roots: readonly AgentRoot[],
): string {
  const numbers = page === 1 ? countText(shown) : `${countText(shown)} of page ${page}`;
  const form = withLines === 0 ? 'places only' : withLines < shown ? `${withLines} with lines` : 'with lines';
  const where =
    roots.length === 1
      ? `paths in ${roots[0]!.location}`
      : `folders ${roots.map(({ name }) => name).join(', ')}`;
  return visibleText(`index: ${freshness}. ${numbers}, ${form}; ${where}`);
}

function countText(results: number): string {
  return results === 1 ? '1 result' : `${results} results`;
}

/** How to get what was left out; undefined if everything is shown. */
function footerOf(rest: {
  readonly left: number;
  readonly page: number;
  readonly hasMore: boolean;
  readonly detail: Detail;
  readonly budget: number;
}): string | undefined {
  const ways = [
    ...(rest.left > 0 ? [`budget=${2 * rest.budget} for ${rest.left} more of this page`] : []),
    ...(rest.hasMore ? [`page=${rest.page + 1}`] : []),
    ...(rest.detail === 'full' ? [] : [`detail=${rest.detail === 'places' ? 'lines' : 'full'}`]),
  ];
  return ways.length === 0 ? undefined : `more: ${ways.join('; ')}`;
}
