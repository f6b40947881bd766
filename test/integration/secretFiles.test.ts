import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ProviderOptions } from '../../src/common/contracts/engineOptions';
import { message } from '../../src/common/messages/message';
import type { FolderIndex } from '../../src/engine/folderIndex';
import { openEngine } from '../../src/node/openEngine';
import { startEmbeddingServer } from '../support/embeddingServer';
import { dist, temporaryDirectory } from '../support/realSources';

/** A folder with one file whose name looks secret and one whose content does. */
async function makeFolder(): Promise<string> {
  const { directory, remove } = await temporaryDirectory('secrets');
  onTestFinished(remove);
  const folder = path.join(directory, 'w');
  await mkdir(folder);
  const key = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');
  const end = ['-----END RSA', 'PRIVATE KEY-----'].join(' ');
  const body = Array.from(
    { length: 12 },
    () => 'MIIEowIBAAKCAQEAquokkaTwilight0123456789abcdefghijklmnopqrstuv',
  ).join('\n');
  await writeFile(path.join(folder, '.env'), 'LEMUR_DAWN_PASSWORD=hunter2\n');
  await writeFile(path.join(folder, 'deploy.txt'), `${key}\n${body}\n${end}\n`);
  await writeFile(path.join(folder, 'app.ts'), 'export const tapirNoon = 1;\n');
  return folder;
}

/** Indexes the folder and returns the files in the index. */
async function filesIn(
  folder: string,
  provider: ProviderOptions,
  includeSecrets: boolean,
): Promise<readonly string[]> {
  const beside = path.join(path.dirname(folder), 'index');
  const opened = await openEngine({ provider, cacheDirectory: beside }, { dist });
  const { index } = await opened.openFolder({ folder, indexDirectory: beside, corpus: { includeSecrets } });
  await index.update();
  return index.root.store.shards
    .flatMap((shard) => shard?.files ?? [])
    .filter(({ chunkCount }) => chunkCount > 0)
    .map(({ path: file }) => file)
    .sort();
}

describe('files that look secret', () => {
  it('are indexed with the built-in model only while the setting includes them', async () => {
    const folder = await makeFolder();
    const builtin = { provider: 'builtin' };
    expect(await filesIn(folder, builtin, false)).toEqual(['app.ts']);
    expect(await filesIn(folder, builtin, true)).toEqual(['.env', 'app.ts', 'deploy.txt']);
    expect(await filesIn(folder, builtin, false)).toEqual(['app.ts']);
  });

  it('are added to and removed from the existing index without chunking other files again', async () => {
    const folder = await makeFolder();
    const beside = path.join(path.dirname(folder), 'index');
    const open = async (includeSecrets: boolean): Promise<FolderIndex> => {
      const options = { provider: { provider: 'builtin' }, cacheDirectory: beside };
      const opened = await openEngine(options, { dist });
      return (await opened.openFolder({ folder, indexDirectory: beside, corpus: { includeSecrets } })).index;
    };
    const namesIn = (index: FolderIndex): string[] =>
      index.root.store.shards
        .flatMap((shard) => shard?.files ?? [])
        .filter(({ chunkCount }) => chunkCount > 0)
        .map(({ path: file }) => file);
    await (await open(false)).update();

    const on = await open(true);
    expect(on.summary()).toMatchObject({ state: 'ready', chunks: 1 });
    expect(await on.update()).toMatchObject({ skipped: [] });
    expect(namesIn(on)).toHaveLength(3);
    const { keptBy } = await on.explain({ path: 'deploy.txt' });
    expect(keptBy).toEqual({ secretContent: message('privateKey') });
    expect(await (await open(true)).update()).toMatchObject({ embedded: 0, removed: 0 });

    const off = await open(false);
    expect(namesIn(off)).toHaveLength(3);
    expect(await off.update()).toMatchObject({ embedded: 0, removed: 1 });
    expect(namesIn(off)).toEqual(['app.ts']);
    const leftOut = (await (await open(false)).update()).skipped;
    expect(leftOut).toContainEqual({ path: 'deploy.txt', reason: 'secret', detail: message('privateKey') });
  });

  it('are never sent, with or without the setting', async () => {
    const folder = await makeFolder();
    const server = await startEmbeddingServer();
    onTestFinished(() => server.close());
    const remote = { provider: 'openai-compatible', baseUrl: server.url, model: 'words-64' };
    expect(await filesIn(folder, remote, true)).toEqual(['app.ts']);
    const sent = server.requests.flatMap(({ inputs }) => inputs).join('\n');
    expect(sent).toContain('tapirNoon');
    expect(sent).not.toMatch(/hunter2|quokkaTwilight/);
  });
});
