import type { AddressInfo, Server, Socket } from 'node:net';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** A PostgreSQL with pgvector, in this process, that speaks the protocol on a port. */
export interface PostgresServer {
  /** With a user, and a password that must not be shown. */
  readonly address: string;
  /** Runs statements as the superuser, beside the connections of the port. */
  run(statements: string): Promise<void>;
  rows<T>(query: string): Promise<T[]>;
  /** Ends a connection when it next sends these characters, as a crash of the network does. */
  disconnectAt(text: string): void;
  /** Resolves when a connection next sends these characters. */
  whenSent(text: string): Promise<void>;
  close(): Promise<void>;
}

export const postgresPassword = 'open-sesame-17';

/** @param withVector whether pgvector can be installed in it */
export async function startPostgres({ withVector = true } = {}): Promise<PostgresServer> {
  const db = await PGlite.create(withVector ? { extensions: { vector } } : {});
  const socketServer = new PGLiteSocketServer({ db, host: '127.0.0.1', port: 0, maxConnections: 20 });
  await socketServer.start();
  // The type of the library hides it.
  const { server } = socketServer as unknown as { readonly server: Server };
  const watched = new Map<string, (socket: Socket) => void>();
  server.on('connection', (socket) => {
    socket.on('data', (data) => {
      for (const [text, act] of watched) {
        if (!data.includes(text)) continue;
        watched.delete(text);
        act(socket);
      }
    });
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `postgres://postgres:${postgresPassword}@127.0.0.1:${port}/postgres`,
    run: async (statements) => {
      await db.exec(statements);
    },
    rows: async <T>(query: string) => (await db.query<T>(query)).rows,
    disconnectAt: (text) => {
      watched.set(text, (socket) => {
        socket.destroy();
      });
    },
    whenSent: (text) =>
      new Promise((resolve) => {
        watched.set(text, () => {
          resolve();
        });
      }),
    close: async () => {
      await socketServer.stop();
      await db.close();
    },
  };
}
