import { describe, expect, it } from 'vitest';
import type { FilterSources } from '../../../src/vscode/search/quickSearchFilters';
import { readTyped } from '../../../src/vscode/search/quickSearchTyped';

const names: Record<string, string> = { cpp: 'C++', csharp: 'C#', go: 'Go', shellscript: 'Shell Script' };
const sources: FilterSources = {
  languages: ['typescript', 'python', 'go', 'c', 'cpp', 'csharp', 'shellscript'],
  languageName: (id) => names[id] ?? id,
  folders: ['upload-service', 'my notes'],
  files: ['src/upload/uploadQueue.ts', 'src/upload/retryPolicy.ts', 'src/auth/session.ts', 'worker/cache.py'],
  directories: ['docs'],
};
const read = (text: string) => readTyped(text, sources);
const offered = (text: string): string[] => read(text).completions.map(({ word }) => word);

describe('readTyped', () => {
  it.each<[string, string[]]>([
    ['retry', []],
    ['retry lang', []],
    ['lang:t', ['lang:typescript']],
    ['lang:P', ['lang:python']],
    ['lang:sh', ['lang:shellscript', 'lang:csharp']],
    ['retry lang:shell', ['lang:shellscript']],
    ['retry lang:c+', ['lang:cpp']],
    ['retry -lang:pyt', ['-lang:python']],
    ['kind:', ['kind:code', 'kind:docs']],
    ['kind:d', ['kind:docs']],
    ['-kind:', ['-kind:code', '-kind:docs']],
    ['lang:ts', ['lang:typescript']],
    ['language:golang', ['lang:go']],
    ['lang:c#', ['lang:csharp']],
    ['ext:t', ['ext:ts']],
    ['-ext:p', ['-ext:py']],
    ['file:auth', ['path:src/auth/**']],
    ['folder:', ['folder:upload-service', 'folder:"my notes"']],
    ['folder:"my n', ['folder:"my notes"']],
    ['path:auth', ['path:src/auth/**']],
    ['-path:src/up', ['-path:src/upload/**']],
    ['path:*.', ['path:*.ts', 'path:*.py']],
    ['path:doc', ['path:docs/**']],
  ])('%s: offers %o', (text, expected) => {
    expect(offered(text)).toEqual(expected);
  });

  it.each([
    'lang:go',
    'lang:GO',
    'lang:c',
    'kind:docs',
    'folder:"my notes"',
    'path:src/**',
    'lang:go ',
    'lang:zig',
  ])('%s is complete: offers nothing', (text) => {
    expect(offered(text)).toEqual([]);
  });

  it('offers the directories of most files first, and few of them', () => {
    expect(offered('path:')).toEqual([
      'path:src/**',
      'path:src/upload/**',
      'path:docs/**',
      'path:worker/**',
      'path:src/auth/**',
      'path:*.ts',
      'path:*.py',
    ]);
  });

  it('replaces the filter by the chosen completion, ready for the next word', () => {
    expect(read('retry  lang:ty').completions[0]?.text).toBe('retry  lang:typescript ');
    expect(read('retry folder:my').completions[0]?.text).toBe('retry folder:"my notes" ');
  });

  it('searches without a filter that must be completed, and with one that may be complete', () => {
    expect(read('retry lang:ty')).toMatchObject({ query: 'retry', mustBeCompleted: true });
    expect(read('retry lang:')).toMatchObject({ query: 'retry', mustBeCompleted: true });
    expect(read('retry lang:go')).toMatchObject({ query: 'retry lang:go', mustBeCompleted: false });
    expect(read('retry lang:zig')).toMatchObject({ query: 'retry lang:zig', mustBeCompleted: false });
    expect(read('retry path:')).toMatchObject({ query: 'retry', mustBeCompleted: true });
    expect(read('retry path:src')).toMatchObject({ query: 'retry path:src', mustBeCompleted: false });
    expect(read('retry path:"src')).toMatchObject({ query: 'retry path:"src', mustBeCompleted: false });
  });

  it('distinguishes filters alone from a question', () => {
    expect(read('lang:go ').isQuestion).toBe(false);
    expect(read('lang:').isQuestion).toBe(false);
    expect(read('lang:go retry').isQuestion).toBe(true);
    expect(read('  ').isQuestion).toBe(false);
  });
});
