import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** A server that tests started on 127.0.0.1. */
export interface TestServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, or with `https:`. */
  readonly origin: string;
  /** Connections since it was started. */
  readonly connections: number;
  /** Connections that are open now. */
  readonly open: number;
  /** Most connections that were open at one time. */
  readonly mostOpen: number;
  /** The names by which connections over TLS asked for it (SNI), in their order; not those that named an address. */
  readonly serverNames: readonly string[];
  /** Breaks off all connections and stops. */
  close(): Promise<void>;
}

/** Lets a server listen, and counts its connections. */
export async function listen(server: Server, protocol: 'http' | 'https' = 'http'): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const serverNames: string[] = [];
  let mostOpen = 0;
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    mostOpen = Math.max(mostOpen, sockets.size);
    socket.on('close', () => sockets.delete(socket));
    // What the other side breaks off is what the tests are about.
    socket.on('error', () => undefined);
  });
  server.on('secureConnection', ({ servername }: TLSSocket & { servername?: string | false }) => {
    if (servername) serverNames.push(servername);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `${protocol}://127.0.0.1:${port}`,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    get mostOpen() {
      return mostOpen;
    },
    serverNames,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** A port of 127.0.0.1 where nobody listens. */
export async function deadPort(): Promise<number> {
  const server = await listen(createServer());
  await server.close();
  return server.port;
}
