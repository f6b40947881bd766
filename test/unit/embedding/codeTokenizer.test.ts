import { Tokenizer } from '@huggingface/tokenizers';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { CodeTokenizer } from '../../../src/engine/embedding/codeTokenizer';
import { tokenListOf } from '../../../src/engine/embedding/tokenList';
import { goldenTexts, modelDirectory, shippedModel, sourceDirectory } from './modelFixtures';

const specialIds: ReadonlySet<number> = new Set([0, 1]);

let direct: CodeTokenizer;
let library: Tokenizer;

beforeAll(async () => {
  const { tokenizer } = await shippedModel();
  if (!(tokenizer instanceof CodeTokenizer)) {
    throw new Error('The model that ships must not need the general library');
  }
  direct = tokenizer;
  library = new Tokenizer(
    JSON.parse(readFileSync(path.join(modelDirectory, 'tokenizer.json'), 'utf8')) as object,
    {},
  );
});

function directIds(text: string, limit = text.length + 1): number[] {
  const out = new Int32Array(limit);
  return [...out.subarray(0, direct.encode(text, 0, text.length, out))];
}

/** Ids of the known tokens from the reference implementation. */
function libraryIds(text: string): number[] {
  return library.encode(text, { add_special_tokens: false }).ids.filter((id) => !specialIds.has(id));
}

/** Pseudo-random numbers, the same on each run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('CodeTokenizer', () => {
  it.each(goldenTexts)('gives the golden ids of "$text"', ({ text, ids }) => {
    expect(directIds(text)).toEqual(ids);
  });

  it.each([
    ['an acronym before a word', 'parseHTTPResponse XMLHTTPRequest ABc ABC aBC A Ab'],
    ['digits', 'utf8_to_UTF16LE v2 sha256sum 1234567890 a1B2c3 0x1F 1A 1a'],
    ['a special token', 'a[UNK]b [PAD] [UNK [unk] [CLS] x[PAD][UNK]y [[UNK]]'],
    ['letters that become ASCII in lower case', 'KELVIN aKb AKb KK 1K2 İstanbul aİb İİ AİB Kb 1İ2'],
    ['letters that look alike', 'ﬁle ｆｕｌｌ ſharp ß ẞ ñandú Ünïcode naïveTest éA Aé'],
    ['other scripts', '令牌过期 トークン ключ مفتاح 🔑key🔑 a\u0301b'],
    ['lone surrogates', 'a\uD83Db \uDE00c\uD83D'],
    ['control characters', 'a\u0000b\u0007c\u200Bd\uFEFFe\u2028f\r\ng\th'],
    ['words of 64 and 65 letters', `${'q'.repeat(64)} ${'q'.repeat(65)} ${'9'.repeat(65)} end`],
    ['a long word that changes case', `${'aB'.repeat(100)} ${'A'.repeat(64)}b ${'A'.repeat(65)}b`],
    ['nothing', ''],
  ])('agrees with the library on %s', (_, text) => {
    expect(directIds(text)).toEqual(libraryIds(text));
  });

  it('agrees with the library on this project’s sources', () => {
    const files = readdirSync(sourceDirectory, { recursive: true, encoding: 'utf8' });
    const sources = files.filter((file) => file.endsWith('.ts'));
    expect(sources.length).toBeGreaterThan(10);
    for (const file of sources) {
      const text = readFileSync(path.join(sourceDirectory, file), 'utf8');
      expect(directIds(text), file).toEqual(libraryIds(text));
    }
  });

  it('agrees with the library on random texts', () => {
    const alphabet = [
      ...'a b z A B Z 0 1 9 _ - . \n [ ]'.split(' '),
      ' ',
      '\u212A',
      '\u0130',
      'é',
      'ſ',
      '令',
      '\uD83D',
      '[UNK]',
      '[PAD]',
      'the',
    ];
    const random = randomNumbers(7);
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: random(40) }, () => alphabet[random(alphabet.length)]).join('');
      expect(directIds(text), JSON.stringify(text)).toEqual(libraryIds(text));
    }
  });

  it('reads only the given range, as if it were the whole text', () => {
    const text = 'HTTPResponse[UNK]parser';
    const out = new Int32Array(20);
    for (let from = 0; from < text.length; from++) {
      for (let to = from; to <= text.length; to++) {
        const count = direct.encode(text, from, to, out);
        expect([...out.subarray(0, count)]).toEqual(libraryIds(text.slice(from, to)));
      }
    }
  });

  it('stops when the buffer is full, in the middle of a word too', () => {
    const text = 'the zzqxv is parsed here';
    const all = directIds(text);
    for (let limit = 0; limit <= all.length; limit++) {
      expect(directIds(text, limit)).toEqual(all.slice(0, limit));
    }
  });

  it('omits a word completely if a part of it has no piece', () => {
    const small = new CodeTokenizer({
      tokens: tokenListOf([
        ['ab', 2],
        ['##c', 3],
        ['d', 4],
      ]),
      continuationPrefix: '##',
      maxWordLength: 8,
      specials: [],
    });
    const out = new Int32Array(8);
    const count = small.encode('abcc abx c d', 0, 12, out);
    expect([...out.subarray(0, count)]).toEqual([2, 3, 3, 4]);
    expect(small.idLimit).toBe(5);
  });
});
