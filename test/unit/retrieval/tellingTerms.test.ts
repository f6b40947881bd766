import { describe, expect, it } from 'vitest';
import { chunksIn, tellingTerms } from '../../../src/engine/retrieval/tellingTerms';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { shardOf } from '../../support/memoryIndex';

const analyzer = new TermAnalyzer();
const termOf = (word: string): number => analyzer.termsOf(word)[0]!;

describe('the telling terms of a text', () => {
  const texts = ['return cookie value', 'return session value', 'return frame', 'return cache'];
  const shards = [
    shardOf(texts.slice(0, 2).map((text, i) => ({ path: `a${i}.x`, chunks: [{ text }] }))),
    shardOf(texts.slice(2).map((text, i) => ({ path: `b${i}.x`, chunks: [{ text }] }))),
  ];

  it('are the rarest in all shards, rarest first', () => {
    expect(tellingTerms('return value cookie', chunksIn(shards), analyzer).terms).toEqual(
      ['cookie', 'value', 'return'].map(termOf),
    );
  });

  it('weigh more the more often they occur in the text', () => {
    expect(tellingTerms('cookie value value value', chunksIn(shards), analyzer).terms[0]).toBe(
      termOf('value'),
    );
  });

  it('are not those that no chunk has', () => {
    expect(tellingTerms('giraffe cookie', chunksIn(shards), analyzer).terms).toEqual([termOf('cookie')]);
  });

  it('exclude function words, which are rare in code, unless there is nothing else', () => {
    const prose = [shardOf([{ path: 'a.x', chunks: [{ text: 'more about the cookie after this' }] }])];
    expect(tellingTerms('more about cookie, after all', chunksIn(prose), analyzer).terms).toEqual([
      termOf('cookie'),
    ]);
    expect(tellingTerms('more about', chunksIn(prose), analyzer).terms).toEqual(
      ['more', 'about'].map(termOf),
    );
  });

  it('are at most 25', () => {
    const words = Array.from({ length: 60 }, (_, i) => `${'abcdefghij'[i % 10]!}q${'uvwxyz'[i % 6]!}k`);
    const many = [shardOf(words.map((text, i) => ({ path: `f${i}.x`, chunks: [{ text }] })))];
    expect(tellingTerms(words.join(' '), chunksIn(many), analyzer).terms).toHaveLength(25);
  });
});
