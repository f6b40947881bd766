import type { Behaviour } from '../http/faultyServer';
import type { ArrivedRequest, Fault, SentEmbedding } from './faultServer';

/** Answers with a status and JSON. */
export function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Fault {
  return say(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/** Answers with a text. */
export function say(status: number, text: string, headers: Readonly<Record<string, string>> = {}): Fault {
  return (_request, { response }) => {
    response.writeHead(status, headers).end(text);
  };
}

/** Refuses with a message in OpenAI's format. */
export function refuse(
  status: number,
  error: { readonly message: string; readonly code?: string; readonly type?: string },
  headers: Readonly<Record<string, string>> = {},
): Fault {
  return answer(status, { error }, headers);
}

/** Acts on the raw connection, unlike an HTTP server. */
export function onSocket(behaviour: Behaviour): Fault {
  return ({ body }, { response }) => {
    if (response.socket) behaviour(response.socket, body);
  };
}

/** Answers with wrong vectors. */
export function spoil(change: (embeddings: readonly SentEmbedding[]) => readonly SentEmbedding[]): Fault {
  return (_request, { vectors }) => {
    vectors(change);
  };
}

/** Answers correctly, but late. */
export function late(ms: number): Fault {
  return (_request, { vectors }) => {
    setTimeout(vectors, ms);
  };
}

/** Applies the fault once the condition holds. */
export function once(isSo: () => boolean, fault: Fault): Fault {
  return (request, reply) => {
    const timer = setInterval(() => {
      if (!isSo()) return;
      clearInterval(timer);
      fault(request, reply);
    }, 5);
    reply.response.on('close', () => {
      clearInterval(timer);
    });
  };
}

/** Never answers. */
export const hang: Fault = () => undefined;

/** A captive portal page, as in hotels. */
export const portalPage = say(
  200,
  '<!doctype html><html><head><title>Welcome to the guest network</title></head><body>Sign in</body></html>',
  { 'content-type': 'text/html; charset=utf-8' },
);

/** Makes each request fail once with each of the faults in turn, before it is answered. */
export function eachOnce(...faults: readonly Fault[]): (request: ArrivedRequest) => Fault | undefined {
  const seen = new Set<string>();
  return ({ body }) => {
    if (seen.has(body)) return undefined;
    seen.add(body);
    return faults[(seen.size - 1) % faults.length];
  };
}
