import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Chunker } from '../../../src/engine/chunking/chunker';
import type { CorpusOptions } from '../../../src/engine/corpus/corpusOptions';
import type { TextSettings } from '../../../src/engine/corpus/fileAssociations';
import { lineChunker, testFolder, type TestFolder } from '../../support/indexedFolder';

const koi8 = Buffer.from('x = 1  # \xdf\xd6\xc9\xcb\n', 'latin1');
const utf8 = 'y = 2  # ежик и лиса\n';

interface Folder extends TestFolder {
  /** Paths chunked since the last call. */
  takeChunked(): string[];
}

/** A folder whose settings the test changes between runs. */
async function folderWith(
  text: { readonly value: TextSettings },
  files: Readonly<Record<string, string | Buffer>>,
): Promise<Folder> {
  const chunked: string[] = [];
  const chunker: Chunker = {
    ...lineChunker,
    chunk: (file) => {
      chunked.push(file.path);
      return lineChunker.chunk(file);
    },
  };
  const corpus: CorpusOptions = {
    get text() {
      return text.value;
    },
  };
  const test = await testFolder({ chunker, corpus });
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(test.folder, name), content);
  return { ...test, takeChunked: () => chunked.splice(0).sort() };
}

describe('settings of languages and encodings', () => {
  it('are applied when they change, and only the affected files are chunked again', async () => {
    const text: { value: TextSettings } = { value: {} };
    const test = await folderWith(text, { 'a.inc': '<?php\n', 'b.tpl': '<p>\n', 'c.md': '# C\n' });
    await test.index.update();
    expect(['a.inc', 'b.tpl', 'c.md'].map((one) => test.store.find(one)?.language)).toEqual([
      'php',
      'plaintext',
      'markdown',
    ]);
    test.takeChunked();
    text.value = { associations: { '*.tpl': 'markdown', '*.inc': 'pascal' } };
    await test.index.update();
    expect(test.takeChunked()).toEqual(['a.inc', 'b.tpl']);
    expect(test.store.find('a.inc')).toMatchObject({ language: 'pascal', kind: 'code' });
    expect(test.store.find('b.tpl')).toMatchObject({ language: 'markdown', kind: 'docs' });
    text.value = {};
    await test.index.updatePaths(['a.inc', 'b.tpl']);
    expect(test.store.find('a.inc')?.language).toBe('php');
    expect(test.store.find('b.tpl')?.language).toBe('plaintext');
  });

  it('have precedence over the first line of a script, which is read once', async () => {
    const text: { value: TextSettings } = { value: {} };
    const test = await folderWith(text, { install: '#!/usr/bin/env perl\nsub x {}\n', notes: 'x\n' });
    await test.index.update();
    const script = { language: 'perl', kind: 'code', isScript: true };
    expect(test.store.find('install')).toMatchObject(script);
    expect(test.store.find('notes')).toMatchObject({ language: 'plaintext' });
    test.takeChunked();
    const reopened = await test.reopen();
    await reopened.index.update();
    expect(test.takeChunked()).toEqual([]);
    expect(reopened.store.find('install')).toMatchObject(script);
    text.value = { associations: { install: 'ruby' } };
    await reopened.index.update();
    expect(reopened.store.find('install')?.language).toBe('ruby');
    text.value = {};
    await reopened.index.update();
    expect(reopened.store.find('install')).toMatchObject(script);
    expect(test.takeChunked()).toEqual(['install', 'install']);
  });

  it('set the encoding of each language, also for shown results', async () => {
    const text: { value: TextSettings } = {
      value: { encoding: 'koi8r', encodingByLanguage: { ruby: 'windows1251' } },
    };
    const test = await folderWith(text, {
      'a.py': koi8,
      'b.py': utf8,
      'c.rb': Buffer.from('z = 3  # \xdf\xd6\xc9\xcb\n', 'latin1'),
    });
    await test.index.update();
    const { results } = await test.workspace.search('Южик ъжик');
    expect(results.find((one) => one.path === 'a.py')?.preview).toContain('ъжик');
    expect(results.find((one) => one.path === 'b.py')?.preview).toContain('ежик и лиса');
    expect(results.find((one) => one.path === 'c.rb')?.preview).not.toContain('ъжик');
    test.takeChunked();
    text.value = { encoding: 'koi8r' };
    const reopened = await test.reopen();
    await reopened.index.update();
    expect(test.takeChunked()).toEqual(['c.rb']);
    const again = await reopened.workspace.search('ъжик');
    expect(again.results.find((one) => one.path === 'c.rb')?.preview).toContain('ъжик');
  });
});
