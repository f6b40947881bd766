import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Passes connections on to another port, until it falls silent: connections stay open, and nothing passes any more. */
export interface StallingProxy {
  readonly port: number;
  /** Falls silent, for the connections that are open and new ones, which are accepted. */
  stall(): void;
  /** Falls silent for a connection when its server sends these characters, of which only the first half passes. */
  stallWithin(answer: string): void;
  /** Passes on what new connections send. */
  resume(): void;
  /** Connections that were accepted so far. */
  readonly accepted: number;
  close(): Promise<void>;
}

export async function startStallingProxy(targetPort: number): Promise<StallingProxy> {
  const sockets = new Set<Socket>();
  let [isSilent, accepted] = [false, 0];
  let within: string | undefined;
  const follow = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const server = createServer((client) => {
    accepted++;
    follow(client);
    const target = connect(targetPort, '127.0.0.1');
    follow(target);
    let isStalled = isSilent;
    client.on('close', () => target.destroy());
    client.on('data', (data) => {
      if (!isSilent && !isStalled) target.write(data);
    });
    target.on('close', () => {
      if (!isSilent && !isStalled) client.destroy();
    });
    target.on('data', (data) => {
      if (isSilent || isStalled) return;
      const at = within === undefined ? -1 : data.indexOf(within);
      if (at >= 0) {
        isStalled = true;
        within = undefined;
        client.write(data.subarray(0, at + 1));
      } else {
        client.write(data);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stall: () => {
      isSilent = true;
    },
    stallWithin: (answer) => {
      within = answer;
    },
    resume: () => {
      isSilent = false;
    },
    get accepted() {
      return accepted;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
