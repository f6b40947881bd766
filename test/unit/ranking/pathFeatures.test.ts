import { describe, expect, it } from 'vitest';
import { pathFeaturesOf } from '../../../src/engine/ranking/pathFeatures';
import { termHash } from '../../../src/engine/retrieval/termHash';
import { shardOf } from '../../support/memoryIndex';

const featuresOf = (path: string) => {
  const { stem, stemWords, ...features } = pathFeaturesOf(
    shardOf([{ path, chunks: [{ text: 'const x = 1;' }] }]),
  )[0]!;
  return { ...features, words: stem.map(({ word }) => word), stemWords };
};

describe('the features of a path', () => {
  it.each([
    ['README.md', 0, ['readme']],
    ['src/tokenStore.ts', 1, ['token', 'store']],
    ['a/b/c/HTTPServer.java', 3, ['http', 'server']],
    ['lib/types.d.ts', 1, ['types']],
    ['src/app.module.ts', 1, ['app']],
    ['.eslintrc', 0, ['eslintrc']],
  ])('%s: depth and words of the name', (path, depth, words) => {
    expect(featuresOf(path)).toMatchObject({
      depth,
      words,
      isTest: false,
      isExample: false,
      isIndex: false,
    });
  });

  it.each([
    ['src/throttle/index.ts', ['throttle']],
    ['pkg/requests/__init__.py', ['requests']],
    ['src/parser/mod.rs', ['parser']],
    ['src/parser/Index.js', ['parser']],
    // There is no folder to name it.
    ['main.go', ['main']],
  ])('%s is an entry, named by its folder', (path, words) => {
    expect(featuresOf(path)).toMatchObject({ isIndex: true, words });
  });

  it.each([
    'test/server.js',
    'src/__tests__/server.js',
    'pkg/server_test.go',
    'src/server.spec.ts',
    'tests/test_server.py',
    'src/ServerTest.java',
    'src/test_server.py',
    'e2e/login.ts',
  ])('%s is a test', (path) => {
    expect(featuresOf(path)).toMatchObject({ isTest: true, isExample: false });
  });

  it.each(['examples/app.ts', 'packages/a/demo/main.ts', 'Samples/One.cs', 'benchmarks/sort.ts'])(
    '%s is an example',
    (path) => {
      expect(featuresOf(path)).toMatchObject({ isExample: true, isTest: false });
    },
  );

  it.each(['src/contest.ts', 'src/latest/value.ts', 'src/inspector.ts', 'lib/demolition.ts'])(
    '%s is neither',
    (path) => {
      expect(featuresOf(path)).toMatchObject({ isExample: false, isTest: false });
    },
  );

  it('compares stems, so that other forms of a word match', () => {
    expect(featuresOf('src/tokenStores.ts').stemWords).toEqual([termHash('token'), termHash('store')]);
  });
});
