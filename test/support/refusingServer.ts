import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A server that answers each login with an error; PGlite accepts every user and password. */
export interface RefusingServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Speaks the start of PostgreSQL's protocol 3.0 (documentation, chapter "Frontend/Backend Protocol"): an error of severity
 * FATAL after the first message.
 */
export async function startRefusingServer(code: string, message: string): Promise<RefusingServer> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
      const head = Buffer.alloc(5);
      head.write('E');
      head.writeInt32BE(fields.length + 4, 1);
      socket.end(Buffer.concat([head, fields]));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}
