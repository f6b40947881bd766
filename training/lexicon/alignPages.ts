import type { AlignedText } from './readTexts';

/** A block of a page: a heading, a paragraph, a list item, a table row, code. */
interface Block {
  /** Kind of the block; aligned blocks have the same kind in both languages. */
  readonly kind: string;
  readonly text: string;
}

/** Cost of an unaligned block; blocks that differ more than this are not aligned. */
const skipCost = 0.9;

/** Two Chinese or Japanese characters have about the information of one English word of six characters. */
const wideCharacter = 2.6;

/** Aligns the corresponding blocks of two pages by their kinds, lengths and Latin text. */
export function alignPages(english: string, foreign: string): AlignedText[] {
  const left = blocksOf(english);
  const right = blocksOf(foreign);
  if (left.length * right.length > 4_000_000) return [];
  return alignBlocks(left, right)
    .filter(([a, b]) => a.kind !== 'code' && a.text !== b.text)
    .map(([a, b]) => ({ english: a.text, foreign: b.text }));
}

function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const endParagraph = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'p', text: plainText(paragraph.join(' ')) });
    paragraph = [];
  };
  const add = (kind: string, text: string): void => {
    endParagraph();
    blocks.push({ kind, text: plainText(text) });
  };
  const body = page.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/<!--[\s\S]*?-->/g, '');
  let code: string[] | undefined;
  for (const line of body.split(/\r?\n/)) {
    if (/^\s*(?:```|~~~)/.test(line)) {
      if (code) blocks.push({ kind: 'code', text: code.join('\n') });
      else endParagraph();
      code = code ? undefined : [];
      continue;
    }
    if (code) {
      code.push(line);
      continue;
    }
    const heading = /^(#{1,6})\s+(.*)$/.exec(line);
    const item = /^\s*(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line);
    if (heading) add(`h${heading[1]!.length}`, heading[2]!);
    else if (/^\s*\|/.test(line)) add('row', line);
    else if (item) {
      endParagraph();
      paragraph.push(item[1]!);
    } else if (line.trim() === '') endParagraph();
    else paragraph.push(line);
  }
  endParagraph();
  return blocks.filter(({ text }) => /[\p{L}]/u.test(text));
}

function plainText(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, ' $1 ')
    .replace(/\{#[^}]*\}|<[^>]+>|https?:\S+/g, ' ')
    .replace(/[*_`|]+/g, (marks) => (marks === '_' ? '_' : ' '));
}

/** The cheapest alignment of two lists, in order, by dynamic programming. */
function alignBlocks(left: readonly Block[], right: readonly Block[]): [Block, Block][] {
  const width = right.length + 1;
  const costs = new Float64Array((left.length + 1) * width);
  const steps = new Uint8Array(costs.length);
  const leftWords = left.map(latinWords);
  const rightWords = right.map(latinWords);
  for (let i = left.length; i >= 0; i--) {
    for (let j = right.length; j >= 0; j--) {
      const at = i * width + j;
      if (i === left.length && j === right.length) continue;
      const skipLeft = i < left.length ? costs[at + width]! + skipCost : Infinity;
      const skipRight = j < right.length ? costs[at + 1]! + skipCost : Infinity;
      const pair =
        i < left.length && j < right.length
          ? costs[at + width + 1]! + pairCost(left[i]!, right[j]!, leftWords[i]!, rightWords[j]!)
          : Infinity;
      const best = Math.min(skipLeft, skipRight, pair);
      costs[at] = best;
      steps[at] = best === pair ? 0 : best === skipLeft ? 1 : 2;
    }
  }
  const pairs: [Block, Block][] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const step = steps[i * width + j];
    if (step === 0) pairs.push([left[i]!, right[j]!]);
    if (step !== 2) i++;
    if (step !== 1) j++;
  }
  return pairs;
}

function latinWords({ text }: Block): ReadonlySet<string> {
  return new Set(text.match(/[A-Za-z][\w.-]+/g));
}

function pairCost(a: Block, b: Block, aWords: ReadonlySet<string>, bWords: ReadonlySet<string>): number {
  if (a.kind !== b.kind) return Infinity;
  if (a.kind === 'code') return a.text === b.text ? 0 : 1;
  const lengths = Math.abs(Math.log((lengthOf(a.text) + 8) / (lengthOf(b.text) + 8)));
  let shared = 0;
  for (const word of bWords) if (aWords.has(word)) shared++;
  const foreign = bWords.size === 0 ? 0.5 : 1 - shared / bWords.size;
  return lengths * 0.8 + foreign * 0.6;
}

function lengthOf(text: string): number {
  const wide = text.match(/[\u2e80-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return text.length + wide * (wideCharacter - 1);
}
