import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { encode } from 'gpt-tokenizer';
import type { AgentEngine } from '../../src/agents/agentEngine';
import { AgentSession } from '../../src/agents/agentSession';
import type { Detail } from '../../src/agents/tools';
import type { FolderIndexes } from '../../src/engine/folderIndexes';
import type { Bm25Baseline } from '../quality/bm25Baseline';
import { wordsOf, type RipgrepBaseline } from '../quality/ripgrepBaseline';
import type { ContextPart, Way } from './context';

/** Tokens of a text, as a current language model counts them. */
export function realTokens(text: string): number {
  return encode(text, { allowedSpecial: 'all' }).length;
}

/** Pages that are read after the first. */
const mostPages = 3;

/** Our tool with a budget: the answer, then its next pages. */
export function ours(folder: string, workspace: FolderIndexes, budget: number, detail: Detail): Way {
  const engine: AgentEngine = {
    roots: () => [{ folder, name: path.basename(folder), location: folder }],
    search: async ({ query, limit = 20, order = 'files' }, signal) => ({
      ...(await workspace.search(query, { limit, order }, signal)),
      freshness: 'fresh',
    }),
    similar: () => Promise.reject(new Error('Not measured.')),
    excerpt: (params) => workspace.excerpt(params),
  };
  return async function* (query) {
    const session = new AgentSession(engine);
    for (let page = 1; page <= mostPages; page++) {
      const { signal } = new AbortController();
      const text = await session.call('search', { query, budget, detail, page }, { signal });
      yield* partsOf(text);
      if (!/^more: .*page=/m.test(text)) return;
    }
  };
}

/** Reads an answer line by line. */
export function* partsOf(answer: string): Generator<ContextPart> {
  let file: string | undefined;
  let quoted: { startLine: number; endLine: number; text: string } | undefined;
  let isCall = true;
  for (const line of [...answer.split('\n'), '']) {
    const place = /^(?!\d*\|)(.+?):\d+(?:-\d+)?(?: |$)/.exec(line)?.[1];
    const first = /^(\d+)\|/.exec(line)?.[1];
    if (quoted && (line.startsWith('|') || first !== undefined)) {
      quoted = { ...quoted, endLine: quoted.endLine + 1, text: `${quoted.text}\n${line}` };
      continue;
    }
    if (first !== undefined && file !== undefined) {
      quoted = { startLine: Number(first), endLine: Number(first), text: line };
      continue;
    }
    if (quoted) {
      yield { tokens: realTokens(`${quoted.text}\n`), path: file!, lines: quoted };
      quoted = undefined;
    }
    const tokens = realTokens(`${line}\n`);
    if (place !== undefined && !line.startsWith('index: ')) file = place;
    yield { tokens, isCall, ...(place !== undefined && file !== undefined && { path: file }) };
    isCall = false;
  }
}

/** Files of a list that ripgrep prints, and of those the ones that are read. */
const listed = 100;
const mostRead = 30;
/** Lines of a file that are read at once. */
const windowLines = 100;

/**
 * ripgrep with the words of the question, then reading: one call lists the files with the number of their matching lines
 * (`rg -i -c 'word|word'`), those with the most words first, 100 at most; then, file by file, one call reads the 100 lines
 * that contain the most words.
 */
export function searchAndRead(folder: string, ripgrep: RipgrepBaseline): Way {
  return async function* (question) {
    const files = await ripgrep.search(question, listed);
    yield { tokens: realTokens(files.map((file) => `${file}:12\n`).join('')), isCall: true };
    for (const file of files.slice(0, mostRead)) {
      const lines = (await readFile(path.join(folder, file), 'utf8')).split('\n');
      const start = densestWindow(lines, wordsOf(question));
      const read = lines.slice(start, start + windowLines);
      yield {
        tokens: realTokens(read.map((line, i) => `${start + i + 1}\t${line.slice(0, 500)}\n`).join('')),
        isCall: true,
        path: file,
        lines: { startLine: start + 1, endLine: start + read.length },
      };
    }
  };
}

/** Start of the window with the most different words, then the most matching lines; 0-based. */
function densestWindow(lines: readonly string[], words: readonly string[]): number {
  const matching = lines.map((line) => {
    const lower = line.toLowerCase();
    return words.filter((word) => lower.includes(word));
  });
  let best = 0;
  let bestScore = -1;
  for (let start = 0; start === 0 || start + windowLines <= lines.length; start += windowLines / 4) {
    const window = matching.slice(start, start + windowLines);
    const score = new Set(window.flat()).size * 1000 + window.filter((found) => found.length > 0).length;
    if (score > bestScore) [best, bestScore] = [start, score];
  }
  return best;
}

/** BM25 with whole chunks of 50 lines, best first. */
export function wholeChunks(folder: string, bm25: Bm25Baseline): Way {
  return async function* (question) {
    for (const [i, { path: file, ...lines }] of bm25.search(question, 100).entries()) {
      const text = (await readFile(path.join(folder, file), 'utf8')).split('\n');
      const chunk = text.slice(lines.startLine - 1, lines.endLine).join('\n');
      yield {
        tokens: realTokens(`${file}:${lines.startLine}-${lines.endLine}\n${chunk}\n`),
        isCall: i === 0,
        path: file,
        lines,
      };
    }
  };
}
