import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChunker } from '../../src/engine/chunking/chunker';
import { languageOf } from '../../src/engine/corpus/languages';
import { createPackagedGrammarSource } from '../../src/node/nodeGrammarSource';
import { runProcess } from '../support/commandLine';
import { readIndex } from '../support/indexContents';
import { repositoryRoot, temporaryDirectory } from '../support/realSources';

const fixtures = path.join(repositoryRoot, 'test', 'fixtures', 'chunking');

describe('the built program', () => {
  let root: { directory: string; remove: () => Promise<void> };
  beforeAll(async () => {
    root = await temporaryDirectory('bundle');
  });
  afterAll(() => root.remove());

  it('finds and loads every grammar, and divides files as the unbundled chunker does', async () => {
    const workspace = path.join(root.directory, 'workspace');
    await cp(fixtures, workspace, { recursive: true, filter: (file) => !file.endsWith('.chunks') });
    const indexDirectory = path.join(root.directory, 'index');
    expect(await runProcess(['index', workspace, '--index-dir', indexDirectory])).toMatchObject({ code: 0 });

    const chunker = createChunker(createPackagedGrammarSource(path.join(repositoryRoot, 'node_modules')));
    const methods = new Map<string, number>();
    const stored = new Map((await readIndex(indexDirectory)).map((file) => [file.path, file]));
    for (const name of await readdir(workspace)) {
      const text = (await readFile(path.join(workspace, name), 'utf8')).replace(/^\ufeff/, '');
      const { chunks, method } = await chunker.chunk({ path: name, language: languageOf(name).id, text });
      methods.set(method, (methods.get(method) ?? 0) + 1);
      expect(
        stored.get(name)?.chunks.map(({ lines }) => lines),
        name,
      ).toEqual(chunks.map(({ startLine, endLine }) => [startLine, endLine]));
    }
    chunker.dispose();
    expect(methods.get('syntax')).toBeGreaterThanOrEqual(20);
  });
});
