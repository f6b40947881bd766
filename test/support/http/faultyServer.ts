import { createServer, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import type { ServerIdentity } from './certificates';
import { listen, type TestServer } from './connections';

/** What a server does once a request has arrived. */
export type Behaviour = (socket: Socket, request: string) => void;

/** Ways in which servers and networks fail. */
export const faults = {
  /** Never answers. */
  silent: () => undefined,
  /** Aborts the connection before the answer. */
  reset: (socket) => {
    socket.resetAndDestroy();
  },
  /** Ends the connection before the answer. */
  hangUp: (socket) => {
    socket.end();
  },
  /** Aborts the connection in the middle of the body. */
  resetInAnswer: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":[', () => {
      setImmediate(() => socket.resetAndDestroy());
    });
  },
  /** Ends the connection before the announced length is sent. */
  halfAnswer: (socket) => {
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"data":[');
  },
  /** Ends the connection before the last chunk. */
  halfChunks: (socket) => {
    socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{"data":[\r\n');
  },
  /** Ends the connection within the headers. */
  halfHeaders: (socket) => {
    socket.end('HTTP/1.1 200 OK\r\ncontent-le');
  },
  /** Sends a few bytes at a time, without end. */
  trickle: (socket) => {
    socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
    const timer = setInterval(() => socket.write('1\r\n \r\n'), 20);
    socket.on('close', () => {
      clearInterval(timer);
    });
  },
  /** Sends as much as the connection accepts, without end. */
  endless: (socket) => {
    endless(socket, '200 OK');
  },
  /** Refuses with a body without end. */
  endlessRefusal: (socket) => {
    endless(socket, '503 Service Unavailable');
  },
  /** Answers in another protocol. */
  notHttp: (socket) => {
    socket.end('SSH-2.0-OpenSSH_9.9\r\n');
  },
} satisfies Readonly<Record<string, Behaviour>>;

/**
 * Starts a server that works on the raw socket, so that it can do what no HTTP server does. With an identity it uses TLS.
 *
 * @param behave called for each request, when its headers and its announced body have arrived
 */
export function startFaultyServer(behave: Behaviour, identity?: ServerIdentity): Promise<TestServer> {
  const serve = (socket: Socket): void => {
    let received = '';
    socket.on('error', () => undefined);
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text;
      for (let length = requestLength(received); length > 0; length = requestLength(received)) {
        behave(socket, received.slice(0, length));
        received = received.slice(length);
      }
    });
  };
  return identity ? listen(createSecureServer({ ...identity }, serve), 'https') : listen(createServer(serve));
}

/** Length of the complete first request; 0 if it has not arrived yet. */
function requestLength(received: string): number {
  const headersEnd = received.indexOf('\r\n\r\n');
  if (headersEnd < 0) return 0;
  const bodyLength = Number(/^content-length: *(\d+)/im.exec(received.slice(0, headersEnd))?.[1] ?? 0);
  const length = headersEnd + 4 + bodyLength;
  return received.length >= length ? length : 0;
}

/** Sends spaces as long as the client reads them. */
function endless(socket: Socket, status: string): void {
  socket.write(`HTTP/1.1 ${status}\r\ntransfer-encoding: chunked\r\n\r\n`);
  const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  const more = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}
