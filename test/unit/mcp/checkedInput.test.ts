import { expect, it } from 'vitest';
import { CheckedInput } from '../../../src/mcp/checkedInput';

/** What becomes of input that arrives in these pieces. */
async function pass(...pieces: (string | Buffer)[]): Promise<{ messages: string[]; answers: unknown[] }> {
  const answers: unknown[] = [];
  const input = new CheckedInput((text) => answers.push(JSON.parse(text)));
  for (const piece of pieces) input.write(piece);
  input.end();
  let text = '';
  for await (const part of input) text += String(part);
  return { messages: text.split('\n').filter((line) => line !== ''), answers };
}

const ping = (id: unknown = 1): string => JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' });
const error = (code: number, id: unknown = null): unknown => ({
  jsonrpc: '2.0',
  id,
  error: { code, message: expect.any(String) as string },
});

it('passes messages on, however they are cut into pieces', async () => {
  const bytes = Buffer.from(`${ping('ü')}\r\n\n${ping(2)}\n`);
  for (const at of [1, 30, 31, bytes.length - 1]) {
    const { messages, answers } = await pass(bytes.subarray(0, at), bytes.subarray(at));
    expect(messages.map((message) => JSON.parse(message) as unknown)).toEqual([
      { jsonrpc: '2.0', id: 'ü', method: 'ping' },
      { jsonrpc: '2.0', id: 2, method: 'ping' },
    ]);
    expect(answers).toEqual([]);
  }
});

it.each([
  ['{"jsonrpc":', error(-32700)],
  ['hello', error(-32700)],
  ['[]', error(-32600)],
  ['null', error(-32600)],
  ['42', error(-32600)],
  [ping(null), error(-32600)],
  [ping({ a: 1 }), error(-32600)],
  [ping(true), error(-32600)],
  [ping(1.5), error(-32600, 1.5)],
  ['{"id":5,"method":"ping"}', error(-32600, 5)],
  ['{"jsonrpc":"2.0","id":"a","method":"ping","params":[1]}', error(-32600, 'a')],
])('answers %s with an error, and reads the next line', async (line, answer) => {
  const { messages, answers } = await pass(`${line}\n${ping()}\n`);
  expect(answers).toEqual([answer]);
  expect(messages).toEqual([ping()]);
});

it('does not answer a response', async () => {
  expect(await pass('{"jsonrpc":"2.0","id":1,"result":5}\n')).toEqual({ messages: [], answers: [] });
});

it('passes the messages of a batch on one by one', async () => {
  const { messages, answers } = await pass(`[${ping(1)},42,${ping(2)}]\n`);
  expect(messages).toEqual([ping(1), ping(2)]);
  expect(answers).toEqual([error(-32600)]);
});

it('refuses a line of more than 10 MB, keeps none of it, and reads the next line', async () => {
  const piece = Buffer.alloc(4_000_000, 'x');
  const { messages, answers } = await pass(piece, piece, piece, `\n${ping()}\n`);
  expect(answers).toEqual([error(-32600)]);
  expect(messages).toEqual([ping()]);
});
