import { Agent, request } from 'node:http';

/** Requests as they are repeated, the same each time. */
export interface BareLoad {
  readonly port: number;
  readonly path: string;
  readonly body: string;
  readonly atOnce: number;
  readonly ms: number;
}

/**
 * The floor of a client: keeps so many requests under way for a while and reads the answers, nothing more.
 *
 * @returns answers a second
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
