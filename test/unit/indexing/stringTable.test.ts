import { describe, expect, it } from 'vitest';
import { StringTable } from '../../../src/engine/indexing/stringTable';

describe('a table of strings', () => {
  it.each([[[]], [['']], [['a', '', 'größe', '令牌', '\ufeffmark', 'z']]])(
    'restores %j',
    (strings: string[]) => {
      const table = StringTable.of(strings);
      expect(table.length).toBe(strings.length);
      expect(strings.map((_, i) => table.at(i))).toEqual(strings);
      expect(table.bytes).toHaveLength(Buffer.byteLength(strings.join('')));
      expect(table.offsets).toHaveLength(strings.length + 1);
    },
  );
});
