import { describe, expect, it } from 'vitest';
import { languageIds } from '../../../src/common/query/languageTables';
import { languageOf } from '../../../src/engine/corpus/languages';

describe('languageOf', () => {
  it.each([
    ['src/a.ts', 'typescript', 'code'],
    ['a.TSX', 'typescriptreact', 'code'],
    ['a.mjs', 'javascript', 'code'],
    ['include/uv.h', 'cpp', 'code'],
    ['a.c', 'c', 'code'],
    ['x\\y\\Program.cs', 'csharp', 'code'],
    ['run.sh', 'shellscript', 'code'],
    ['a.ipynb', 'jupyter', 'code'],
    ['Dockerfile', 'dockerfile', 'code'],
    ['Dockerfile.dev', 'dockerfile', 'code'],
    ['GNUmakefile', 'makefile', 'code'],
    ['CMakeLists.txt', 'cmake', 'code'],
    ['Gemfile', 'ruby', 'code'],
    ['tsconfig.json', 'jsonc', 'code'],
    ['config.yml.example', 'yaml', 'code'],
    ['go.mod', 'go.mod', 'code'],
    ['.gitignore', 'ignore', 'code'],
    ['README.md', 'markdown', 'docs'],
    ['docs/page.mdx', 'mdx', 'docs'],
    ['manual.rst', 'restructuredtext', 'docs'],
    ['book.adoc', 'asciidoc', 'docs'],
    ['LICENSE', 'plaintext', 'docs'],
    ['LICENSE-MIT', 'plaintext', 'docs'],
    ['CHANGES.txt', 'plaintext', 'docs'],
    ['notes.txt', 'plaintext', 'docs'],
    ['requirements.txt', 'plaintext', 'code'],
    ['changelog.py', 'python', 'code'],
    ['a.unknown', 'plaintext', 'code'],
    ['no-extension', 'plaintext', 'code'],
    ['a/b.c/constructor', 'plaintext', 'code'],
  ])('%s is %s, %s', (path, id, kind) => {
    expect(languageOf(path)).toEqual({ id, kind });
  });

  it('returns ids that filters accept', () => {
    expect(languageIds).toContain('plaintext');
    expect(languageIds.length).toBeGreaterThan(90);
    expect([...languageIds].sort()).toEqual(languageIds);
  });
});
