import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EngineContract } from '../../../src/common/contracts/engineContract';
import type { HostContract } from '../../../src/common/contracts/hostContract';
import { RemoteCaller } from '../../../src/common/contracts/remoteCalls';
import { CancelledError } from '../../../src/common/errors/errors';
import { EndedThreads } from '../../../src/node/endedThreads';
import { messagePortOf } from '../../../src/node/messagePorts';
import type { Engine } from '../../../src/node/openEngine';
import { serveEngine } from '../../../src/worker/serveEngine';

/** Settles the engine of each `open`, by its model. */
const opening = new Map<string, (engine: Engine) => void>();

vi.mock('../../../src/node/openEngine', () => ({
  openEngine: ({ provider }: { provider: { model: string } }) =>
    new Promise((resolve) => opening.set(provider.model, resolve)),
}));

const closed: string[] = [];
const engineOf = (model: string): Engine =>
  ({
    provider: { id: 'some', model },
    close: () => {
      closed.push(model);
      return Promise.resolve();
    },
  }) as unknown as Engine;

/** Calls of an engine whose thread is this one. */
function serve(): RemoteCaller<EngineContract> {
  const calls = new MessageChannel();
  const host = new MessageChannel();
  ports.push(calls.port1, host.port1);
  serveEngine(messagePortOf(calls.port1), {
    dist: '/dist',
    endedThreads: new EndedThreads(),
    host: new RemoteCaller<HostContract>(messagePortOf(host.port2)),
  });
  return new RemoteCaller<EngineContract>(messagePortOf(calls.port2));
}

const ports: { close(): void }[] = [];

/** Begins to open a model. */
async function open(
  engine: RemoteCaller<EngineContract>,
  model: string,
): Promise<{ answer: Promise<unknown> }> {
  const answer = engine.call('open', { provider: { provider: 'some', model }, cacheDirectory: '/cache' });
  answer.catch(() => undefined);
  await expect.poll(() => opening.has(model)).toBe(true);
  return { answer };
}

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
  opening.clear();
  closed.length = 0;
});

describe('a thread that opens a second engine', () => {
  it('closes the first one', async () => {
    const engine = serve();
    const first = await open(engine, 'a');
    opening.get('a')!(engineOf('a'));
    await first.answer;
    const second = await open(engine, 'b');
    opening.get('b')!(engineOf('b'));
    expect(await second.answer).toMatchObject({ model: 'b' });
    expect(closed).toEqual(['a']);
  });

  it('uses the second one, also if the first one is ready later', async () => {
    const engine = serve();
    const first = await open(engine, 'a');
    const second = await open(engine, 'b');
    opening.get('b')!(engineOf('b'));
    await second.answer;
    opening.get('a')!(engineOf('a'));
    await expect(first.answer).rejects.toThrow(CancelledError);
    expect(closed).toEqual(['a']);
    await engine.call('close', null);
    expect(closed).toEqual(['a', 'b']);
  });
});
