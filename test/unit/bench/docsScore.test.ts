import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { languagesOf, readDocsRepositories, sharesHeading } from '../../../bench/docs/questions';
import { meansOf, rankOf } from '../../../bench/docs/score';

describe('rankOf', () => {
  const answers = [{ path: 'a.md', startLine: 10, endLine: 20 }];

  it('gives the first result that shows the section, and the first of its document', () => {
    const results = [
      { path: 'b.md', startLine: 10, endLine: 20 },
      { path: 'a.md', startLine: 1, endLine: 11 },
      { path: 'a.md', startLine: 18, endLine: 30 },
    ];
    expect(rankOf(answers, results)).toEqual({ section: 3, file: 2 });
    expect(rankOf(answers, [])).toEqual({ section: Infinity, file: Infinity });
  });
});

describe('meansOf', () => {
  it('gives the shares within 1, 3 and 10, and the mean reciprocal rank', () => {
    expect(meansOf([1, 2, Infinity, 4])).toEqual([0.25, 0.5, 0.75, 0.4375]);
  });
});

describe('the questions about documentation', () => {
  const repositories = readDocsRepositories(
    path.join(__dirname, '..', '..', '..', 'bench', 'docs', 'questions'),
  );

  it('are at least 150, in both halves, with an answer each', () => {
    const questions = repositories.flatMap((repository) => repository.questions);
    expect(questions.length).toBeGreaterThanOrEqual(150);
    expect(questions.filter(({ answers }) => answers.length === 0)).toEqual([]);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
    expect(new Set(repositories.map(({ half }) => half))).toEqual(new Set(['first', 'second']));
  });

  it('have a word of the heading, or none', () => {
    const shares = (question: string, heading?: string): boolean =>
      sharesHeading({ question, answers: [{ path: 'docs/thread-safety.adoc', heading }] });
    expect(shares('Compress large answers', '`GZipMiddleware`')).toBe(false);
    expect(shares('Which middleware compresses?', '`GZipMiddleware`')).toBe(true);
    expect(shares('May several threads call it?')).toBe(true);
    expect(shares('怎么注册一个适配器？', '注册适配器')).toBe(true);
    expect(shares('怎么登录？', '注册适配器')).toBe(false);
  });

  it('belong to the language they are written in', () => {
    expect(languagesOf('怎么上传文件？', 'en')).toBe('zh→en');
    expect(languagesOf('How do I upload?', 'en')).toBe('en→en');
  });
});
