import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { CancelledError, SemanticSearchError } from '../../../src/common/errors/errors';
import { message } from '../../../src/common/messages/message';
import { RemoteCaller, serveCalls } from '../../../src/common/contracts/remoteCalls';

// eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only a type fits an index signature
type TestContract = {
  add: { params: { a: number; b: number }; result: number; progress: number };
  wait: { params: null; result: null; progress: never };
  fail: { params: 'known' | 'unknown'; result: null; progress: never };
};

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

function connect(): RemoteCaller<TestContract> {
  const { port1, port2 } = new MessageChannel();
  open.push(() => {
    port1.close();
  });
  const wrap = (port: typeof port1) => ({
    post: (message: unknown) => {
      port.postMessage(message);
    },
    listen: (listener: (message: unknown) => void) => {
      port.on('message', listener);
    },
  });
  serveCalls<TestContract>(wrap(port2), {
    add: ({ a, b }, { report }) => {
      report(a);
      report(b);
      return Promise.resolve(a + b);
    },
    wait: (_params, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new CancelledError());
        });
      }),
    fail: (kind) =>
      Promise.reject(
        kind === 'known'
          ? new SemanticSearchError('DISK_FULL', 'Full.', message('enterDimensions', 5))
          : new Error('oops'),
      ),
  });
  return new RemoteCaller<TestContract>(wrap(port1));
}

describe('remote calls', () => {
  it('return results, with progress before', async () => {
    const seen: number[] = [];
    const sum = await connect().call('add', { a: 2, b: 3 }, { onProgress: (value) => seen.push(value) });
    expect(sum).toBe(5);
    expect(seen).toEqual([2, 3]);
  });

  it('pass a cancellation to the other side, and its effect back', async () => {
    const controller = new AbortController();
    const call = connect().call('wait', null, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toBeInstanceOf(CancelledError);
  });

  it('pass known errors completely, and unknown ones as INTERNAL', async () => {
    const caller = connect();
    await expect(caller.call('fail', 'known')).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: 'Full.',
      hint: 'Enter a whole number from 1 to 5.',
      // As codes, so that each side makes the text in its own language.
      texts: { message: 'Full.', hint: message('enterDimensions', 5) },
    });
    await expect(caller.call('fail', 'unknown')).rejects.toMatchObject({ code: 'INTERNAL', message: 'oops' });
  });

  it('fail when the other side has ended, also those in progress', async () => {
    const caller = connect();
    const underWay = caller.call('wait', null);
    caller.close(new SemanticSearchError('WORKER_DIED', 'Gone.', 'Try again.'));
    await expect(underWay).rejects.toMatchObject({ code: 'WORKER_DIED' });
    await expect(caller.call('wait', null)).rejects.toMatchObject({ code: 'WORKER_DIED' });
  });
});
