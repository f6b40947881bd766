import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startEngineWorker } from '../../../src/node/engineWorker';
import { memoryHost } from '../../support/engine';
import { refuse } from '../../support/providers/faults';
import { startFaultServer } from '../../support/providers/faultServer';
import { dist, temporaryDirectory } from '../../support/realSources';

describe('a provider that asked to wait for a day', () => {
  it('gets no request from later runs, and one when the user requests a retry', async () => {
    const server = await startFaultServer();
    const { directory: root, remove } = await temporaryDirectory('tries-at-once');
    onTestFinished(remove);
    const folder = path.join(root, 'folder');
    const indexDirectory = path.join(root, 'index');
    await mkdir(folder);
    const write = (name: string): Promise<void> =>
      writeFile(path.join(folder, name), `# ${name}\n\nA text.\n`);
    await write('first.md');

    const worker = startEngineWorker(path.join(dist, 'worker.js'), { host: memoryHost() });
    onTestFinished(() => worker.terminate());
    const { engine } = worker;
    const provider = { provider: 'openai-compatible', model: 'm', baseUrl: `${server.origin}/v1` };
    await engine.call('open', { provider, cacheDirectory: path.join(root, 'cache') });
    await engine.call('openFolder', { folder, indexDirectory });
    await engine.call('index', { folder });

    await write('second.md');
    const busy = { message: 'Rate limit reached' };
    server.always(() => refuse(429, busy, { 'retry-after': '86400' }));
    const expected = { code: 'PROVIDER_BUSY', retryAfterMs: 600_000 };
    await expect(engine.call('index', { folder })).rejects.toMatchObject(expected);
    server.reset();
    await expect(engine.call('index', { folder })).rejects.toMatchObject({ code: 'PROVIDER_BUSY' });
    expect(server.requests).toEqual([]);

    await engine.call('tryNow', null);
    expect(await engine.call('index', { folder })).toMatchObject({ files: 2 });
    expect(server.requests).toHaveLength(1);
    expect(await engine.call('close', null)).toBeNull();
  });
});
