import { describe, expect, it } from 'vitest';
import type { WorkspaceFolder } from 'vscode';
import { InventoryReader } from '../../../src/vscode/indexTree/inventoryReader';

const folder = { uri: { toString: () => 'file:///a' } } as unknown as WorkspaceFolder;

function readerOf(): { reader: InventoryReader; asked: string[] } {
  const asked: string[] = [];
  const below = { indexed: 0, chunks: 0, skipped: 0, failed: 0 };
  const reader = new InventoryReader((_, directory) => {
    asked.push(directory);
    return directory === 'gone' ? Promise.reject(new Error('gone')) : Promise.resolve({ entries: [], below });
  });
  return { reader, asked };
}

describe('InventoryReader', () => {
  it('reads the visible directories ahead, once', async () => {
    const { reader, asked } = readerOf();
    await reader.take(folder, '');
    await reader.take(folder, 'src');
    await expect(reader.take(folder, 'gone')).rejects.toThrow('gone');
    asked.length = 0;
    await reader.readAgain();
    expect(asked).toEqual(['', 'src', 'gone']);
    await reader.take(folder, '');
    await expect(reader.take(folder, 'gone')).rejects.toThrow('gone');
    expect(asked).toHaveLength(3);
    // It is opened again later.
    await reader.take(folder, '');
    expect(asked).toEqual(['', 'src', 'gone', '']);
    // `src` was collapsed some time ago.
    await reader.readAgain();
    await reader.take(folder, '');
    asked.length = 0;
    await reader.readAgain();
    expect(asked).not.toContain('src');
    expect(asked).toContain('');
  });

  it('does not read a directory twice after a peek', async () => {
    const { reader, asked } = readerOf();
    await reader.peek(folder, '');
    await reader.take(folder, '');
    expect(asked).toEqual(['']);
  });
});
