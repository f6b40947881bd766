import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lexiconsFor } from '../../../src/common/query/lexiconNames';
import { silentLogger } from '../../../src/common/logger';
import { Lexicons } from '../../../src/engine/lexicon/lexicons';
import { translateQuestion } from '../../../src/engine/lexicon/translateQuestion';
import { createLexiconSource } from '../../../src/node/nodeLexiconSource';
import { repositoryRoot } from '../../support/realSources';
import { chineseEntries, lexiconText, smallLexicons, type SmallEntries } from '../../support/smallLexicon';

const traditional: SmallEntries = { 重試: [60, { retry: 100 }], 失敗: [60, { failed: 100 }] };
const files = { 'zh-hans': chineseEntries, 'zh-hant': traditional };

describe('the lexicons', () => {
  it('are read when they are needed, and once', async () => {
    const { lexicons, read } = smallLexicons(files);
    expect(read).toEqual([]);
    await translateQuestion('重试失败', ['zh'], lexicons);
    await translateQuestion('上传失败', ['zh'], lexicons);
    expect(read).toEqual(['zh-hans']);
  });

  it('report that they contain most words of a question', async () => {
    const translation = await translateQuestion('重試失敗', ['zh'], smallLexicons(files).lexicons);
    expect(translation!.parts[0]!.meanings[0]!.word).toBe('retry');
    expect(translation!.share).toBe(1);
  });

  it('of two possible languages return the one with more words of the question', async () => {
    const { lexicons } = smallLexicons({
      es: { servidor: [60, { server: 100 }] },
      pt: { servidor: [60, { server: 100 }], requisição: [60, { request: 100 }] },
    });
    const translation = await translateQuestion('requisição do servidor', ['es', 'pt'], lexicons);
    expect(translation!.parts.flatMap(({ meanings }) => meanings.map(({ word }) => word))).toEqual([
      'request',
      'server',
    ]);
  });

  it('exist for all languages', async () => {
    const names = (await readdir(path.join(repositoryRoot, 'media', 'lexicon'))).flatMap(
      (file) => /^(.*)\.lexicon$/.exec(file)?.[1] ?? [],
    );
    const named = ['zh', 'ja', 'ko', 'ru', 'uk', 'de', 'es', 'fr', 'pt', 'it', 'pl', 'cs', 'tr'].flatMap(
      lexiconsFor,
    );
    expect(names.toSorted()).toEqual([...new Set(named)].toSorted());
  });

  it('do not exist for other languages', async () => {
    const { lexicons, read } = smallLexicons(files);
    expect(await translateQuestion('كيف', ['ar'], lexicons)).toBeUndefined();
    expect(await translateQuestion('constructor', ['constructor'], lexicons)).toBeUndefined();
    expect(read).toEqual([]);
  });
});

describe('the files of the lexicons', () => {
  let dist: string;
  beforeEach(async () => {
    dist = await mkdtemp(path.join(tmpdir(), 'lexicon-'));
    await mkdir(path.join(dist, 'lexicon'));
  });
  afterEach(() => rm(dist, { recursive: true }));

  it('are read from the folder of the programs; a missing or invalid one counts as none', async () => {
    const warned: string[] = [];
    const logger = { ...silentLogger, warn: (text: string) => warned.push(text) };
    await writeFile(
      path.join(dist, 'lexicon', 'zh-hans.lexicon'),
      brotliCompressSync(lexiconText(chineseEntries)),
    );
    await writeFile(path.join(dist, 'lexicon', 'ja.lexicon'), 'not compressed');
    const source = createLexiconSource(dist, logger);
    expect(await source.read('zh-hans')).toBe(lexiconText(chineseEntries));
    expect(await source.read('zh-hant')).toBeUndefined();
    expect(warned).toEqual([]);
    expect(await source.read('ja')).toBeUndefined();
    expect(warned).toEqual([expect.stringContaining('ja.lexicon')]);
    expect((await translateQuestion('重试', ['zh'], new Lexicons(source)))?.share).toBe(1);
  });
});
