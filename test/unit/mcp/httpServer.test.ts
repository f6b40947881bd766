import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startHttpServer, type HttpServer } from '../../../src/mcp/httpServer';

const token = 't'.repeat(43);
const headers = { Authorization: `Bearer ${token}`, 'Content-Length': '2' };
let server: HttpServer;
afterEach(() => server.close());

async function start(answer: (request: Request) => Promise<Response>): Promise<string[]> {
  const errors: string[] = [];
  server = await startHttpServer({ port: 0, token, answer, onError: (message) => errors.push(message) });
  return errors;
}

describe('the server on HTTP', () => {
  it('cancels a call when its client goes, and reports nothing', async () => {
    const calls: AbortSignal[] = [];
    const errors = await start(({ signal }) => {
      calls.push(signal);
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    });
    const sent = request(server.url, { method: 'POST', headers }).on('error', () => undefined);
    sent.end('{}');
    await expect.poll(() => calls.map(({ aborted }) => aborted)).toEqual([false]);
    sent.destroy();
    await expect.poll(() => calls.map(({ aborted }) => aborted)).toEqual([true]);
    expect(errors).toEqual([]);
  });

  it('ends a connection whose call fails, reports it, and serves the next one', async () => {
    let calls = 0;
    const errors = await start(() =>
      calls++ === 0 ? Promise.reject(new Error('broken')) : Promise.resolve(new Response('works')),
    );
    const ask = () =>
      fetch(server.url, { method: 'POST', headers: { Authorization: headers.Authorization }, body: '{}' });
    await expect(ask()).rejects.toThrow();
    expect(errors).toEqual(['broken']);
    expect(await (await ask()).text()).toBe('works');
  });
});
