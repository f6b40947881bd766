import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { confirmOn } from '../../../src/cli/confirm';
import { CancelledError } from '../../../src/common/errors/errors';

/** Asks on a terminal. */
function ask(): { input: PassThrough; answer: Promise<boolean>; stopping: AbortController } {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true });
  const stopping = new AbortController();
  return { input, stopping, answer: confirmOn({ input, output, signal: stopping.signal }, 'Write? ') };
}

describe('confirmOn', () => {
  it.each([
    ['y\n', true],
    ['YES\n', true],
    [' yes \n', true],
    ['\n', false],
    ['yesterday\n', false],
    ['n\n', false],
  ])('answers %j', async (typed, expected) => {
    const { input, answer } = ask();
    input.write(typed);
    expect(await answer).toBe(expected);
  });

  it.each([
    ['Ctrl+C', '\x03'],
    ['Ctrl+D', '\x04'],
  ])('is cancelled by %s', async (_, key) => {
    const { input, answer } = ask();
    input.write(key);
    await expect(answer).rejects.toBeInstanceOf(CancelledError);
  });

  it('is cancelled by a signal', async () => {
    const { answer, stopping } = ask();
    stopping.abort();
    await expect(answer).rejects.toBeInstanceOf(CancelledError);
  });
});
