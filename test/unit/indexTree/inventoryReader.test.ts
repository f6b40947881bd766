import { describe, expect, it } from 'vitest';
import type { WorkspaceFolder } from 'vscode';
import { InventoryReader } from '../../../src/vscode/indexTree/inventoryReader';

const folder = { uri: { toString: () => 'file:///a' } } as unknown as WorkspaceFolder;
const at = (path: string) => ({ folder, path });

function readerOf(): { reader: InventoryReader; asked: string[] } {
  const asked: string[] = [];
  const below = { indexed: 0, chunks: 0, skipped: 0, failed: 0 };
  const reader = new InventoryReader(({ path }) => {
    asked.push(path);
    return path === 'gone' ? Promise.reject(new Error('gone')) : Promise.resolve({ entries: [], below });
  });
  return { reader, asked };
}

describe('InventoryReader', () => {
  it('reads a directory once until the tree is refreshed', async () => {
    const { reader, asked } = readerOf();
    await reader.read(at(''));
    await reader.read(at(''));
    expect(asked).toEqual(['']);
    await reader.readAgain([at(''), at('src'), at('src')]);
    expect(asked).toEqual(['', '', 'src']);
    await reader.read(at('src'));
    expect(asked).toEqual(['', '', 'src']);
  });

  it('forgets directories that are not read again', async () => {
    const { reader, asked } = readerOf();
    await reader.read(at('src'));
    await reader.readAgain([]);
    await reader.read(at('src'));
    expect(asked).toEqual(['src', 'src']);
  });

  it('reads the others if one cannot be read', async () => {
    const { reader, asked } = readerOf();
    await reader.readAgain([at('gone'), at('src')]);
    await expect(reader.read(at('gone'))).rejects.toThrow('gone');
    await reader.read(at('src'));
    expect(asked).toEqual(['gone', 'src']);
  });
});
