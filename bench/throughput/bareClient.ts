import { Agent, request } from 'node:http';

/** A request that is repeated unchanged. */
export interface BareLoad {
  readonly port: number;
  readonly path: string;
  readonly body: string;
  readonly atOnce: number;
  readonly ms: number;
}

/**
 * The floor of a client: keeps a number of requests in progress for a time and only reads the answers.
 *
 * @returns answers per second
 */
export async function measureBareClient({ port, path, body, atOnce, ms }: BareLoad): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const send = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const sent = request({ agent, port, path, host: '127.0.0.1', method: 'POST', headers }, (response) => {
        response.on('end', resolve).on('error', reject).resume();
      });
      sent.on('error', reject).end(body);
    });
  await Promise.all(Array.from({ length: atOnce }, send));
  const started = performance.now();
  let answers = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() - started < ms) {
      await send();
      answers++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const took = performance.now() - started;
  agent.destroy();
  return answers / (took / 1000);
}
