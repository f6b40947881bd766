import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { grammars, smallSizes } from './chunkFixture';

const chunker = createChunker(grammars, smallSizes);
const statements = Array.from(
  { length: 8 },
  (_, i) => `UPDATE ledger SET total = total + ${i} WHERE month = ${i};`,
);

/** Line range of each routine. */
async function routines(text: string): Promise<Record<string, string>> {
  const { chunks } = await chunker.chunk({ path: 'a.sql', language: 'sql', text });
  const symbols = chunks.flatMap((chunk) => chunk.symbols);
  const lines = text.split('\n');
  return Object.fromEntries(symbols.map(({ name, endLine }) => [name, lines[endLine - 1]!]));
}

describe('routines of SQL', () => {
  it.each([
    [
      'PL/pgSQL',
      'CREATE FUNCTION a.one()\nRETURNS trigger AS $$\nBEGIN\nBODY\nEND;\n$$ LANGUAGE plpgsql;',
      '',
      '$$ LANGUAGE plpgsql;',
    ],
    ['T-SQL', 'CREATE OR ALTER PROCEDURE [a].[one] @x int\nAS\nSET NOCOUNT ON;\nBODY', 'GO\n', 'GO'],
    ['MySQL', 'CREATE PROCEDURE a.one()\nBEGIN\nBODY\nEND //', '', 'END //'],
    ['Oracle', 'CREATE OR REPLACE PROCEDURE a.one IS\nx NUMBER;\nBEGIN\nBODY\nEND one;', '/\n', '/'],
    ['standard SQL', 'CREATE TRIGGER a.one AFTER INSERT ON ledger\nBEGIN\nBODY\nEND;', '', 'END;'],
  ])('stay with their bodies in %s', async (kind, form, separator, last) => {
    const begin = kind === 'MySQL' ? 'DELIMITER //\n' : '';
    const one = form.replace('BODY', statements.join('\n'));
    const text = `${begin}${one}\n${separator}\n${one.replace('one', 'two')}\n${separator}`;
    const found = await routines(text);
    expect(found).toMatchObject({ 'a.one': last, 'a.two': last });
  });
});
