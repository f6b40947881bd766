import { CancelledError, errorFactsOf, SemanticSearchError, type ErrorFacts } from '../errors/errors';
import { message as messageOfCode } from '../messages/message';

/**
 * The interface of a worker, or of its parent, that remote calls need: structured-clone messages in both directions.
 */
export interface MessagePort {
  post(message: unknown): void;
  /** Called for each received message. */
  listen(listener: (message: unknown) => void): void;
}

/** Lets a handler report progress, any number of times, before its result. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly report: (progress: unknown) => void;
}

/** Methods by name: the parameters, result and progress of each. */
export type Contract = Record<string, { params: unknown; result: unknown; progress: unknown }>;

/** The methods of the answering side. */
export type Handlers<C extends Contract> = {
  readonly [M in keyof C]: (
    params: C[M]['params'],
    context: CallContext & { readonly report: (progress: C[M]['progress']) => void },
  ) => Promise<C[M]['result']>;
};

type Message =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'progress'; readonly id: number; readonly progress: unknown }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'cancelled'; readonly id: number }
  | { readonly type: 'error'; readonly id: number; readonly error: ErrorFacts };

/** Answers the calls received at a port. */
export function serveCalls<C extends Contract>(port: MessagePort, handlers: Handlers<C>): void {
  const running = new Map<number, AbortController>();
  const send = (message: Message): void => {
    port.post(message);
  };
  const answer = async (id: number, method: string, params: unknown): Promise<void> => {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[method];
      if (!handler) throw new Error(`No such method: ${method}`);
      const result = await handler(params, {
        signal: controller.signal,
        report: (progress) => {
          send({ type: 'progress', id, progress });
        },
      });
      send({ type: 'result', id, result });
    } catch (error) {
      if (error instanceof CancelledError) send({ type: 'cancelled', id });
      else send({ type: 'error', id, error: toFacts(error) });
    } finally {
      running.delete(id);
    }
  };
  port.listen((raw) => {
    const message = raw as Message;
    if (message.type === 'call') void answer(message.id, message.method, message.params);
    else if (message.type === 'cancel') running.get(message.id)?.abort();
  });
}

/** Options of one call. */
export interface CallOptions<P> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: P) => void) | undefined;
}

interface PendingCall {
  resolve(result: unknown): void;
  reject(error: Error): void;
  onProgress?: ((progress: unknown) => void) | undefined;
}

/** The calling side. */
export class RemoteCaller<C extends Contract> {
  private readonly pending = new Map<number, PendingCall>();
  private nextId = 1;
  private closedBy: Error | undefined;

  constructor(private readonly port: MessagePort) {
    port.listen((message) => {
      this.receive(message as Message);
    });
  }

  /** Rejects with `CancelledError` when aborted, else with the error of the other side. */
  call<M extends keyof C & string>(
    method: M,
    params: C[M]['params'],
    { signal, onProgress }: CallOptions<C[M]['progress']> = {},
  ): Promise<C[M]['result']> {
    if (this.closedBy) return Promise.reject(this.closedBy);
    if (signal?.aborted) return Promise.reject(new CancelledError());
    const id = this.nextId++;
    const abort = (): void => {
      this.port.post({ type: 'cancel', id } satisfies Message);
    };
    signal?.addEventListener('abort', abort, { once: true });
    return new Promise<C[M]['result']>((resolve, reject) => {
      this.pending.set(id, { resolve, reject, onProgress });
      this.port.post({ type: 'call', id, method, params } satisfies Message);
    }).finally(() => signal?.removeEventListener('abort', abort));
  }

  /** Fails all current and future calls because the other side is gone. */
  close(reason: Error): void {
    this.closedBy = reason;
    for (const call of this.pending.values()) call.reject(reason);
    this.pending.clear();
  }

  private receive(message: Message): void {
    const call = this.pending.get(message.id);
    if (!call) return;
    if (message.type === 'progress') {
      call.onProgress?.(message.progress);
      return;
    }
    this.pending.delete(message.id);
    if (message.type === 'result') call.resolve(message.result);
    else if (message.type === 'cancelled') call.reject(new CancelledError());
    else if (message.type === 'error') call.reject(fromFacts(message.error));
  }
}

function toFacts(error: unknown): ErrorFacts {
  const stack = error instanceof Error ? error.stack : undefined;
  return errorFactsOf(error, messageOfCode('reportBug', stack ?? ''));
}

function fromFacts({ code, message, hint, retryAfterMs, provider }: ErrorFacts): SemanticSearchError {
  return new SemanticSearchError(code, message, hint, { retryAfterMs, provider });
}
