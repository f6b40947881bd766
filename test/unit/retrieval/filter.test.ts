import { describe, expect, it } from 'vitest';
import { compileFilter } from '../../../src/engine/retrieval/filter';

const file = (path: string, language = 'typescript', kind: 'code' | 'docs' = 'code') => ({
  path,
  language,
  kind,
});

describe('compileFilter', () => {
  it('is nothing when nothing is asked', () => {
    expect(compileFilter({})).toBeUndefined();
    expect(compileFilter({ paths: [], languages: [] })).toBeUndefined();
  });

  it.each([
    ['src/**', 'src/a/b.ts', true],
    ['src/**', 'lib/src/a.ts', false],
    ['src', 'src/a.ts', true],
    ['src', 'lib/src/a.ts', true],
    ['./src', 'lib/src/a.ts', false],
    ['src/a', 'src/a/b.ts', true],
    ['*.ts', 'deep/down/a.ts', true],
    ['*.ts', 'deep/down/a.tsx', false],
    ['{src,lib}/**', 'lib/x.ts', true],
    ['.github', '.github/workflows/ci.yml', true],
  ])('path %s and %s: %s', (glob, path, expected) => {
    expect(compileFilter({ paths: [glob] })!(file(path))).toBe(expected);
  });

  it('wants any of one list, and all of the lists', () => {
    const accepts = compileFilter({
      paths: ['src', 'lib'],
      languages: ['go'],
      excludedPaths: ['*_test.go'],
    })!;
    expect(accepts(file('lib/a.go', 'go'))).toBe(true);
    expect(accepts(file('lib/a.ts', 'typescript'))).toBe(false);
    expect(accepts(file('src/a_test.go', 'go'))).toBe(false);
    expect(compileFilter({ kind: 'docs' })!(file('a.md', 'markdown', 'docs'))).toBe(true);
    expect(compileFilter({ kind: 'docs' })!(file('a.ts'))).toBe(false);
  });
});
