import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readQueries, type QueryLine } from '../../../src/cli/queriesFile';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'queries-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function read(content: string | Uint8Array): Promise<QueryLine[]> {
  const file = path.join(folder, 'queries.jsonl');
  writeFileSync(file, content);
  const lines: QueryLine[] = [];
  for await (const line of readQueries(file, new AbortController().signal)) lines.push(line);
  return lines;
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

const two = '{"id":1,"query":"é \u4e0a"}\n{"query":"b"}';
const bothQueries = [{ id: 1, query: 'é \u4e0a' }, { query: 'b' }];

describe('readQueries', () => {
  it.each<[string, string | Uint8Array]>([
    ['without a line feed at the end', two],
    ['with a byte order mark', `\ufeff${two}\n`],
    [
      'with carriage returns, blank lines and lines of spaces',
      `\ufeff\r\n${two.replace('\n', '\r\n\r\n  \t\n')}\r\n\n`,
    ],
    ['in UTF-16, little end first', Buffer.from(`\ufeff${two}\n`, 'utf16le')],
    ['in UTF-16, big end first', utf16be(`\ufeff${two}`)],
  ])('reads every query %s', async (_, content) => {
    expect(await read(content)).toEqual(bothQueries);
  });

  it('reads lines longer than one read from the disk, also with separators inside them', async () => {
    const queries = [`${'x'.repeat(200_000)}é`, 'a\u2028b\u0085c'];
    expect(await read(queries.map((query) => JSON.stringify({ query })).join('\n'))).toEqual(
      queries.map((query) => ({ query })),
    );
    expect(await read('')).toEqual([]);
    expect(await read('\ufeff')).toEqual([]);
    expect(await read('\n')).toEqual([]);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    [
      'bytes that are no text',
      Buffer.from('{"query":"a"}\n\n{"query":"\xff"}\n', 'latin1'),
      /^Line 3 .*UTF-8/,
    ],
    [
      'half a character',
      Buffer.concat([Buffer.from(`\ufeff${two}\n`, 'utf16le'), Buffer.from('{')]),
      /^Line 3 .*UTF-16LE/,
    ],
    ['a line of another form', '{"query":"a"}\n{"question":"b"}', /^Line 2 .*form/],
    ['UTF-16 without a mark', Buffer.from(two, 'utf16le'), /^Line 1 /],
    ['a second mark', '\ufeff\ufeff{"query":"a"}', /^Line 1 .*form/],
  ])('names the line of %s', async (_, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringMatching(message) as string,
    });
  });
});
