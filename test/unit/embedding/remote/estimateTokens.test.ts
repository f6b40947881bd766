import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../../src/engine/embedding/remote/estimateTokens';
import { tokenSamples } from './tokenSamples';

const root = path.join(import.meta.dirname, '..', '..', '..', '..');
const fixtures = path.join(root, 'test', 'fixtures', 'chunking');
const read = (name: string): string => readFileSync(path.join(fixtures, name), 'utf8');

describe('estimated tokens', () => {
  it.each(tokenSamples)('of $name are at least the count of a tokenizer', ({ text, tokens }) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(tokens);
  });

  it.each([
    // The larger count of cl100k_base and o200k_base.
    ['cache.py', 490],
    ['server.go', 268],
    ['Ledger.java', 285],
    ['schema.sql', 92],
    ['pool.rs', 379],
    ['upload.ts', 495],
    ['theme.css', 104],
    ['index.html', 242],
    ['settings.json', 221],
    ['loop.c', 259],
    ['Guide.md', 268],
    ['Parser.hs', 125],
    ['sales.ipynb', 675],
    ['pipeline.yaml', 154],
  ])('of %s are at least that, and not so many that requests are half empty', (name, tokens) => {
    const ratio = estimateTokens(read(name)) / tokens;
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThan(3.1);
  });

  it('are at least the count of the built-in tokenizer in every language', () => {
    const json = JSON.parse(
      readFileSync(path.join(root, 'media', 'model', 'tokenizer.json'), 'utf8'),
    ) as object;
    const tokenizer = new Tokenizer(json, {});
    const names = readdirSync(fixtures).filter((name) => !name.endsWith('.chunks'));
    expect(names.length).toBeGreaterThan(30);
    for (const name of names) {
      const text = read(name);
      const { ids } = tokenizer.encode(text, { add_special_tokens: false });
      expect(ids.length, name).toBeGreaterThan(0);
      expect(estimateTokens(text), name).toBeGreaterThan(ids.length);
    }
  });

  it('are at least the bytes of non-ASCII characters', () => {
    for (const text of ['é', 'ß漢字', '𝒳𝒴', '\u2028', 'ก็', '\uD800', '﷽'.repeat(9)]) {
      expect(estimateTokens(text), text).toBeGreaterThanOrEqual(Buffer.byteLength(text));
    }
  });

  it('grow with the text, and the sum of the parts is at least that of the whole', () => {
    const text = read('upload.ts');
    let before = estimateTokens('');
    expect(before).toBe(1);
    for (let end = 1; end <= text.length; end += 7) {
      const tokens = estimateTokens(text.slice(0, end));
      expect(tokens).toBeGreaterThanOrEqual(before);
      expect(tokens + estimateTokens(text.slice(end))).toBeGreaterThanOrEqual(estimateTokens(text));
      before = tokens;
    }
  });
});
