import { mkdir, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bootedAtMs, ownIdentity } from '../../src/node/store/processIdentity';
import { memoryHost, startEngine } from '../support/engine';
import { copyRealSources, temporaryDirectory } from '../support/realSources';

async function scratch(): Promise<string> {
  const { directory, remove } = await temporaryDirectory('engine');
  onTestFinished(remove);
  return directory;
}

async function folderWith(root: string, name: string, files: Readonly<Record<string, string>>) {
  const folder = path.join(root, name);
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  return folder;
}

const retry = `/** Sends an upload again when the network failed, waiting longer each time. */
export async function retryUpload(send: () => Promise<void>): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try { return await send(); } catch { await new Promise((go) => setTimeout(go, 2 ** attempt * 100)); }
  }
}
`;
const session = `# Sessions of a person who has logged in.
def expire_session(session, now):
    """Ends a session whose last use is too long ago."""
    if now - session.last_use > session.lifetime:
        session.close()
`;

describe('the engine in its thread', () => {
  it('searches several folders in one ranked list, without a folder that was closed', async () => {
    const root = await scratch();
    const indexDirectory = path.join(root, 'index');
    const uploads = await folderWith(root, 'uploads', {
      'src/retry.ts': retry,
      'src/other.ts': 'export const a = 1;\n',
    });
    const accounts = await folderWith(root, 'accounts', {
      'session.py': session,
      'src/retry.ts': 'export const b = 2;\n',
    });
    const { engine } = await startEngine();
    for (const folder of [uploads, accounts]) {
      await engine.call('openFolder', { folder, indexDirectory });
      await engine.call('index', { folder });
    }
    const ask = async (query: string) =>
      (await engine.call('search', { query, limit: 2 })).results.map(({ folder, path: file }) => [
        folder,
        file,
      ]);
    expect((await ask('send a failed upload again'))[0]).toEqual([uploads, 'src/retry.ts']);
    expect((await ask('when does a session expire'))[0]).toEqual([accounts, 'session.py']);
    // The same path in both folders: each result names its folder.
    expect(new Set((await ask('retry')).map(([folder]) => folder))).toContain(uploads);
    expect(await engine.call('languages', null)).toEqual(['typescript', 'python']);

    await engine.call('closeFolder', { folder: accounts });
    expect((await ask('when does a session expire')).filter(([folder]) => folder === accounts)).toEqual([]);
    await expect(engine.call('index', { folder: accounts })).rejects.toMatchObject({
      code: 'FOLDER_NOT_FOUND',
    });
  });

  it('searches while a folder is opened again, and finds each file once', async () => {
    const root = await scratch();
    const options = {
      folder: await folderWith(root, 'w', { 'session.py': session }),
      indexDirectory: path.join(root, 'index'),
    };
    const { engine } = await startEngine();
    await engine.call('openFolder', options);
    await engine.call('index', { folder: options.folder });
    const ask = () => engine.call('search', { query: 'when does a session expire' });
    const before = (await ask()).results;
    expect(before.map(({ path: file }) => file)).toEqual(['session.py']);
    // Sent at the same time: the engine receives them one after the other.
    const answers = await Promise.all([
      ask(),
      engine.call('openFolder', options).then(ask),
      ...Array.from({ length: 20 }, ask),
    ]);
    for (const { results } of answers) expect(results).toEqual(before);
  });

  it('closes a folder that cannot be opened again', async () => {
    const root = await scratch();
    const indexDirectory = path.join(root, 'index');
    const folder = await folderWith(root, 'w', { 'session.py': session });
    const { engine } = await startEngine();
    await engine.call('openFolder', { folder, indexDirectory });
    await rm(folder, { recursive: true });
    await expect(engine.call('openFolder', { folder, indexDirectory })).rejects.toMatchObject({
      code: 'FOLDER_NOT_FOUND',
    });
    await folderWith(root, 'w', { 'session.py': session });
    await expect(engine.call('index', { folder })).rejects.toMatchObject({ code: 'FOLDER_NOT_FOUND' });
  });

  it('applies the settings for excluded files, and their change when the folder is opened again', async () => {
    const root = await scratch();
    const indexDirectory = path.join(root, 'index');
    const folder = await folderWith(root, 'w', {
      'src/a.ts': 'export const alpha = 1;\n',
      'gen/b.ts': 'export const beta = 1;\n',
      'big.ts': `export const big = "${'x'.repeat(9000)}";\n`,
      '.gitignore': 'ignored.ts\n',
      'ignored.ts': 'export const ignored = 1;\n',
    });
    const { engine } = await startEngine();
    const indexed = async (corpus: object): Promise<string[]> => {
      await engine.call('openFolder', { folder, indexDirectory, corpus });
      await engine.call('index', { folder });
      const skipped = await engine.call('runPaths', { folder, list: 'skipped', from: 0 });
      return skipped.map(({ path: file }) => file);
    };
    expect(await indexed({})).toEqual(['ignored.ts']);
    expect(await indexed({ exclude: ['**/gen'], maxFileSizeBytes: 2000 })).toEqual([
      'big.ts',
      'gen/',
      'ignored.ts',
    ]);
    expect(await indexed({ include: ['src/**'], useIgnoreFiles: false })).toContain('gen/');
    const { results } = await engine.call('search', { query: 'beta' });
    expect(results.map(({ path: file }) => file)).not.toContain('gen/b.ts');
  });

  it('indexes a virtual folder through its host, and reports files that the host cannot read', async () => {
    const root = await scratch();
    const folder = 'virtual://repository/project';
    const files = new Map([
      [`${folder}/src/retry.ts`, retry],
      [`${folder}/session.py`, session],
      [`${folder}/.gitignore`, 'dist\n'],
      [`${folder}/dist/out.js`, 'var compiled = 1;\n'],
    ]);
    const { engine } = await startEngine(memoryHost(files));
    await engine.call('openFolder', { folder, isVirtual: true, indexDirectory: path.join(root, 'index') });
    const report = await engine.call('index', { folder });
    expect(report).toMatchObject({
      files: 3,
      failed: 0,
      skippedBy: { ignored: 1 },
      skippedDirectories: [{ path: 'dist' }],
    });
    const { results } = await engine.call('search', { query: 'send a failed upload again', limit: 1 });
    expect(results[0]).toMatchObject({ folder, path: 'src/retry.ts', startLine: 1 });

    files.delete(`${folder}/src/retry.ts`);
    const update = await engine.call('index', { folder, paths: ['src/retry.ts'] });
    expect(update.removed).toBe(1);
  });

  it('continues at once in a new thread after the old one was killed', async () => {
    const root = await scratch();
    const indexDirectory = path.join(root, 'index');
    const folder = path.join(root, 'w');
    await mkdir(folder);
    await copyRealSources(folder, ['undici', 'eslint']);
    const first = await startEngine();
    await first.engine.call('openFolder', { folder, indexDirectory });
    let stored = 0;
    const killed = first.engine.call(
      'index',
      { folder },
      {
        onProgress: ({ done }) => {
          stored = done;
          if (done > 20) void first.terminate();
        },
      },
    );
    await expect(killed).rejects.toMatchObject({ code: 'WORKER_DIED' });
    await first.ended;

    const second = await startEngine();
    const { files } = await second.engine.call('openFolder', { folder, indexDirectory });
    expect(files).toBeGreaterThanOrEqual(stored);
    const waits: string[] = [];
    const report = await second.engine.call(
      'index',
      { folder },
      {
        onProgress: ({ phase }) => waits.push(phase),
      },
    );
    expect(waits).not.toContain('waiting');
    expect(report.reused).toBeGreaterThan(0);
    expect(report.failed).toBe(0);
  });

  it('continues at once if a thread that ended later has left its lock', async () => {
    const root = await scratch();
    const indexDirectory = path.join(root, 'index');
    const folder = await folderWith(root, 'w', { 'src/retry.ts': retry });
    const [running, other] = await Promise.all([startEngine(), startEngine()]);
    await running.engine.call('openFolder', { folder, indexDirectory });
    const { indexDirectory: directory } = await running.engine.call('status', { folder });
    const holder = {
      token: 'left',
      pid: process.pid,
      threadId: other.threadId,
      host: hostname(),
      since: '',
      bootedAtMs: bootedAtMs(),
      identity: ownIdentity(),
    };
    await mkdir(directory, { recursive: true });
    await writeFile(path.join(directory, 'writer.lock'), JSON.stringify(holder));
    await other.terminate();
    await other.ended;
    const phases: string[] = [];
    const report = await running.engine.call(
      'index',
      { folder },
      { onProgress: ({ phase }) => phases.push(phase) },
    );
    expect(report.files).toBe(1);
    expect(phases).not.toContain('waiting');
  });

  it('chunks everything again on request, and answers meanwhile', async () => {
    const root = await scratch();
    const indexDirectory = path.join(root, 'index');
    const folder = await folderWith(root, 'w', { 'src/retry.ts': retry, 'session.py': session });
    const { engine } = await startEngine();
    await engine.call('openFolder', { folder, indexDirectory });
    await engine.call('index', { folder });
    const progress: number[] = [];
    const rebuild = engine.call(
      'index',
      { folder, rebuild: true },
      { onProgress: ({ total }) => progress.push(total) },
    );
    const during = await engine.call('search', { query: 'when does a session expire', limit: 1 });
    expect(during.results[0]?.path).toBe('session.py');
    expect(await rebuild).toMatchObject({ files: 2, chunks: 2 });
    expect(Math.max(...progress)).toBe(2);
  });

  it('reports the files of an answer that have changed since they were indexed', async () => {
    const root = await scratch();
    const folder = await folderWith(root, 'w', { 'src/retry.ts': retry, 'session.py': session });
    const { engine } = await startEngine();
    await engine.call('openFolder', { folder, indexDirectory: path.join(root, 'index') });
    await engine.call('index', { folder });
    await writeFile(path.join(folder, 'session.py'), `import time\n\n${session}`);
    const answer = await engine.call('search', { query: 'expire_session', limit: 1 });
    expect(answer.stale).toEqual([{ folder, path: 'session.py' }]);
    expect(answer.index.state).toBe('stale');
  });
});
