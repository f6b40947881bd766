import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CodeTokenizer } from '../../../src/engine/embedding/codeTokenizer';
import { scanVocabulary } from '../../../src/engine/embedding/scanVocabulary';
import { tokenListOf, type TokenList } from '../../../src/engine/embedding/tokenList';
import { modelDirectory } from './modelFixtures';

function entriesOf({ characters, starts, ends, ids }: TokenList): [string, number][] {
  const decoder = new TextDecoder();
  return ids.map((id, i) => [decoder.decode(characters.subarray(starts[i], ends[i])), id]);
}

describe('scanVocabulary', () => {
  it('reads the tokens of the built-in model as JSON.parse does, and leaves the rest', () => {
    const text = readFileSync(path.join(modelDirectory, 'tokenizer.json'), 'utf8');
    const definition = JSON.parse(text) as { readonly model: { readonly vocab: Record<string, number> } };
    const { tokens, rest } = scanVocabulary(text)!;
    expect(Object.fromEntries(entriesOf(tokens))).toEqual(definition.model.vocab);
    expect(tokens.ids.length).toBe(Object.keys(definition.model.vocab).length);
    expect(JSON.parse(rest)).toEqual({ ...definition, model: { ...definition.model, vocab: {} } });
  });

  it('leaves every other form of writing to JSON.parse', () => {
    expect(entriesOf(scanVocabulary('{"vocab":{"a":1,"[b c]":20}}')!.tokens)).toEqual([
      ['a', 1],
      ['[b c]', 20],
    ]);
    for (const text of [
      ...['{"vocab":{}}', '{"vocab":{"a":1,}}', '{"vocab":{"a":1', '{"vocab":{"a', '{"vocab":{"a":', '{}'],
      ...['{"vocab": {"a":1}}', '{"vocab":{"a": 1}}', '{"vocab":{ "a":1}}', '{"vocab":{"a":1 }}'],
      ...['{"vocab":{"a":-1}}', '{"vocab":{"a":1.5}}', '{"vocab":{"a":1e3}}', '{"vocab":{"a":"1"}}'],
      ...['{"vocab":{"\\u0061":1}}', '{"vocab":{"a\\"":1}}', '{"vocab":{"é":1}}', '{"vocab":[["a",1]]}'],
      ...['{"vocab":{"a":1234567890123456}}', '{"x":{"vocab":{"a":1}},"vocab":{"b":2}}'],
    ]) {
      expect(scanVocabulary(text), text).toBeUndefined();
    }
  });
});

describe('CodeTokenizer', () => {
  it('takes the last of equal tokens, as JSON.parse does', () => {
    const tokenizer = new CodeTokenizer({
      ...{ continuationPrefix: '##', maxWordLength: 8, specials: [] },
      tokens: tokenListOf([
        ['ab', 2],
        ['ab', 3],
      ]),
    });
    const out = new Int32Array(2);
    expect(tokenizer.encode('ab', 0, 2, out)).toBe(1);
    expect(out[0]).toBe(3);
  });
});
