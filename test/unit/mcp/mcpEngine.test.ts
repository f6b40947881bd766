import { describe, expect, it } from 'vitest';
import { McpEngine, type StartedEngine } from '../../../src/mcp/mcpEngine';
import { FakeEngine } from '../../support/fakeEngine';

/** The calls of a server that has opened a folder and was asked nothing. */
async function callsAtStart(host: string | null, state: string): Promise<string[]> {
  const fake = new FakeEngine();
  fake.answers.set('open', () => ({ id: 'some', model: 'model', dimensions: 4, host }));
  fake.answers.set('openFolder', () => ({ files: 0, chunks: 0, state, unreadable: 0 }));
  const engine = new McpEngine({
    start: () => ({ engine: fake, close: () => Promise.resolve() }) as unknown as StartedEngine,
    roots: ['/a'],
    provider: { provider: 'some' },
    cacheDirectory: '/cache',
    folderOptions: (folder) => Promise.resolve({ folder, indexDirectory: '/index' }),
  });
  engine.begin();
  await expect.poll(() => fake.calls.map(({ method }) => method)).toContain('index');
  return fake.calls.map(({ method }) => method);
}

describe('a server that nobody asks yet', () => {
  it.each([null, 'api.example.com'])(
    'prepares the first search, and does not search: host %s',
    async (host) => {
      const calls = await callsAtStart(host, 'ready');
      expect(calls).toContain('warmUp');
      expect(calls).not.toContain('search');
    },
  );

  it('does not if there is no index', async () => {
    expect(await callsAtStart(null, 'empty')).not.toContain('warmUp');
  });
});
