import { describe, expect, it, onTestFinished } from 'vitest';
import type { EngineOptions } from '../../src/common/contracts/engineOptions';
import { openEngine } from '../../src/node/openEngine';
import { startEmbeddingServer, type EmbeddingServer } from '../support/embeddingServer';
import { dist, temporaryDirectory } from '../support/realSources';

/** A server, and options of an engine that asks it for the dimensions of its model when it is opened. */
async function serverAndOptions(): Promise<{ server: EmbeddingServer; options: EngineOptions }> {
  const { directory, remove } = await temporaryDirectory('connections');
  onTestFinished(remove);
  const server = await startEmbeddingServer();
  onTestFinished(() => server.close());
  const provider = { provider: 'openai-compatible', baseUrl: server.url, model: 'words-64' };
  return { server, options: { provider, cacheDirectory: directory } };
}

describe('the connections of an engine', () => {
  it('are closed when it is closed', async () => {
    const { server, options } = await serverAndOptions();
    const engine = await openEngine(options, { dist });
    expect(await server.connections()).toBe(1);
    await engine.close();
    await expect.poll(() => server.connections()).toBe(0);
  });

  it.each([
    ['its shared results cannot be published', { sharedResults: { location: '/team', isPublishing: true } }],
    ['its dimensions are refused', {}],
  ])('are closed when it cannot be opened: %s', async (reason, changed) => {
    const { server, options } = await serverAndOptions();
    if (reason.startsWith('its dimensions')) server.fail(400, 'no_such_model');
    await expect(openEngine({ ...options, ...changed }, { dist })).rejects.toThrow();
    expect(server.requests.length).toBeGreaterThan(0);
    await expect.poll(() => server.connections()).toBe(0);
  });
});
