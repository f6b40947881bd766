import { describe, expect, it } from 'vitest';
import { columnsOf, elideEnd, elideMiddle, elidePath } from '../../../src/vscode/search/elide';

describe('columnsOf', () => {
  it.each([
    ['abc', 3],
    ['上传', 4],
    ['a›b…', 4],
    ['한글', 4],
    ['😀', 2],
  ])('%s', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });
});

describe('elideEnd', () => {
  it.each([
    ['short', 5, 'short'],
    ['a bit long', 6, 'a bit…'],
    ['上传失败', 5, '上传…'],
  ])('%s in %i', (text, columns, expected) => {
    expect(elideEnd(text, columns)).toBe(expected);
  });
});

describe('elideMiddle', () => {
  it.each([
    ['uploadQueue.ts', 14, 'uploadQueue.ts'],
    ['uploadQueue.ts', 9, 'uplo…e.ts'],
    ['上传失败后重试', 7, '上…试'],
  ])('%s in %i', (text, columns, expected) => {
    expect(elideMiddle(text, columns)).toBe(expected);
    expect(columnsOf(expected)).toBeLessThanOrEqual(columns);
  });
});

describe('elidePath', () => {
  it.each([
    ['src/upload', 10, 'src/upload'],
    ['docs/en/docs/tutorial/security', 24, 'docs/…/tutorial/security'],
    ['docs/en/docs/tutorial/security', 20, 'docs/…/security'],
    ['docs/tutorial-and-more', 12, '…/tuto…-more'],
    ['a-very-long-directory', 10, 'a-ver…tory'],
  ])('%s in %i', (path, columns, expected) => {
    expect(elidePath(path, columns)).toBe(expected);
  });
});
