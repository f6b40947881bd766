import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** A test server on 127.0.0.1. */
export interface TestServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT`, or with `https:`. */
  readonly origin: string;
  /** Number of connections since the start. */
  readonly connections: number;
  /** Number of open connections. */
  readonly open: number;
  /** Maximum number of connections open at the same time. */
  readonly mostOpen: number;
  /** Server names (SNI) of TLS connections, in order; connections that used an address have none. */
  readonly serverNames: readonly string[];
  /** Aborts all connections and stops. */
  close(): Promise<void>;
}

/** Makes a server listen, and counts its connections. */
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
    // Aborts by the other side are expected in these tests.
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

/** A port of 127.0.0.1 on which no server listens. */
export async function deadPort(): Promise<number> {
  const server = await listen(createServer());
  await server.close();
  return server.port;
}
