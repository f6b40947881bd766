import { describe, expect, it } from 'vitest';
import type { SearchHint } from '../../../src/common/contracts/searchResult';
import type { SearchFilter } from '../../../src/engine/retrieval/query';
import { filterHints } from '../../../src/engine/searching/hints/filterHints';
import { IndexedFiles } from '../../../src/engine/searching/hints/indexedFiles';
import { placedShard } from '../../support/memoryIndex';

const languages: Record<string, string> = { ts: 'typescript', tsx: 'typescriptreact', py: 'python' };
const files = new IndexedFiles([
  placedShard(
    ['packages/server/src/adapter.ts', 'packages/client/link.tsx', 'tools/build.py', 'README.md'].map(
      (path) => ({
        path,
        language: languages[path.split('.').at(-1)!] ?? 'markdown',
        chunks: [{ text: 'words' }],
      }),
    ),
    '/home/me/project',
  ),
]);

const hints = (input: string, beside: SearchFilter = {}): SearchHint[] =>
  filterHints(input, beside, ['/home/me/project'], files);

describe('filterHints', () => {
  it.each([
    'retry lang:ts lang:py',
    'retry path:packages path:*.ts file:src -path:nosuch',
    'retry ext:tsx kind:docs folder:server folder:project',
    '-lang:rust retry',
    'kind:Deployment path:: x',
  ])('reports nothing about %s', (input) => {
    expect(hints(input)).toEqual([]);
  });

  it.each<[string, string, string | undefined, string | undefined]>([
    ['retry lang:typescipt now', 'typescipt', 'typescript', 'retry lang:typescript now'],
    ['retry -language:pyhton', 'pyhton', 'python', 'retry -language:python'],
    ['retry lang:klingon', 'klingon', undefined, undefined],
    ['retry lang:rust', 'rust', undefined, undefined],
    [
      'retry path:pakages/server/**',
      'pakages/server/**',
      'packages/server/**',
      'retry path:packages/server/**',
    ],
    ['retry path:packages/servr', 'packages/servr', 'packages/server', 'retry path:packages/server'],
    ['retry path:server/**', 'server/**', '**/server/**', 'retry path:**/server/**'],
    ['retry file:adaptor.ts', 'adaptor.ts', 'adapter.ts', 'retry file:adapter.ts'],
    ['retry path:*.typescript', '*.typescript', '*.ts', 'retry path:*.ts'],
    ['retry path:nosuch/**', 'nosuch/**', undefined, undefined],
    ['retry ext:python', 'python', 'py', 'retry ext:py'],
    ['retry folder:sever', 'sever', 'server', 'retry folder:server'],
    ['retry folder:projct', 'projct', 'project', 'retry folder:project'],
    ['retry kind:dcos', 'dcos', 'docs', 'retry kind:docs'],
  ])('%s: no file has %s, but %s', (input, value, suggestion, query) => {
    const [hint, ...others] = hints(input);
    expect(others).toEqual([]);
    expect(hint).toEqual({
      type: 'unknownFilter',
      filter: expect.any(String) as string,
      value,
      ...(suggestion !== undefined && { suggestion, query }),
    });
  });

  it('covers filters outside the query', () => {
    expect(hints('retry', { languages: ['go'], paths: ['nosuch'], excludedPaths: ['nosuch'] })).toEqual([
      { type: 'unknownFilter', filter: 'path', value: 'nosuch' },
      { type: 'unknownFilter', filter: 'lang', value: 'go' },
    ]);
  });

  it('reports nothing for an empty index', () => {
    expect(filterHints('retry lang:rust', {}, ['/work'], new IndexedFiles([]))).toEqual([]);
  });
});
