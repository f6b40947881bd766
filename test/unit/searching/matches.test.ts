import { describe, expect, it } from 'vitest';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { matchesIn } from '../../../src/engine/searching/matches';
import { lexicalEvidence, shardOf } from '../../support/memoryIndex';

/** Marked parts of these lines for a query, by line. `others` are also in the index, to make words common. */
function marked(query: string, lines: readonly string[], others: readonly string[] = []): string[][] {
  const filler = Array.from({ length: 40 }, (_, i) => `filler${i} zebra`);
  const texts = [lines.join('\n'), ...others, ...filler];
  const shards = [shardOf(texts.map((text, i) => ({ path: `f${i}.x`, chunks: [{ text }] })))];
  const spans = matchesIn(
    { line: 5, text: lines.join('\n') },
    lexicalEvidence(shards, query),
    new TermAnalyzer(),
  );
  expect(spans).toEqual([...spans].sort((a, b) => a.line - b.line || a.start - b.start || a.end - b.end));
  spans.forEach((span, i) => {
    const next = spans[i + 1];
    expect(span.end).toBeGreaterThan(span.start);
    if (next?.line === span.line) expect(next.start).toBeGreaterThanOrEqual(span.end);
  });
  return lines.map((line, i) =>
    spans.filter((span) => span.line === i + 5).map(({ start, end }) => line.slice(start, end)),
  );
}

describe('the marks in a preview', () => {
  it('include every form of a word of the query, and parts of identifiers', () => {
    expect(
      marked('where do we retry failed uploads', ['// retries an upload', 'retryUpload(failedFile)']),
    ).toEqual([
      ['retries', 'upload'],
      ['retryUpload', 'failed'],
    ]);
    expect(marked('session', ['const SESSION_TTL = getUserSession(_session);'])).toEqual([
      ['SESSION', 'Session', 'session'],
    ]);
  });

  it('join adjacent parts of an identifier', () => {
    expect(marked('max line length', ['max_line_length, $maxLineOfLength'])).toEqual([
      ['max_line_length', 'maxLine', 'Length'],
    ]);
  });

  it('include a whole identifier in any letter case', () => {
    expect(marked('getUserId', ['getUserId(); GetUserID(); _getUserId; user'])).toEqual([
      ['getUserId', 'GetUserID', 'getUserId', 'user'],
    ]);
  });

  it('include a word inside a sentence without spaces, and another form of a run', () => {
    expect(marked('สำรองข้อมูล', ['ระบบจะสำรองข้อมูลลูกค้า'])).toEqual([['สำรองข้อมูล']]);
    const decomposed = '데이터를 백업하고 복원한다'.normalize('NFD');
    expect(marked('백업하고 복원한다', [decomposed])).toEqual([decomposed.split(' ').slice(1)]);
  });

  it('exclude the words of questions', () => {
    expect(marked('how is the cache filled', ['the cache is filled how'])).toEqual([['cache', 'filled']]);
    expect(marked('IntoResponse', ['turns it into an IntoResponse, a response'])).toEqual([
      ['IntoResponse', 'response'],
    ]);
    expect(marked('what is this', ['this is it'])[0]).toContain('this');
  });

  it('include a common word only if there is no rarer one', () => {
    const others = Array.from({ length: 60 }, () => 'return value');
    expect(marked('return cookie value', ['return cookie;', 'return value;'], others)).toEqual([
      ['cookie'],
      [],
    ]);
    expect(marked('return cookie value', ['return value;'], others)).toEqual([['return', 'value']]);
  });

  it('include the runs of CJK characters of the query', () => {
    expect(marked('令牌过期', ['// 刷新令牌，过期后重试', 'token 令牌过期时间 过'])).toEqual([
      ['令牌', '过期'],
      ['令牌过期'],
    ]);
    expect(marked('刷新 トークン', ['トークンを刷新'])).toEqual([['トークン', '刷新']]);
  });

  it('are empty without a match, and limited in number', () => {
    expect(marked('giraffe', ['return cookie;', ''])).toEqual([[], []]);
    expect(marked('cookie', [Array.from({ length: 99 }, () => 'cookie').join(' ')])[0]).toHaveLength(40);
  });
});
