import { expect, it } from 'vitest';
import type { ViewResult } from '../../../src/common/view/viewProtocol';
import { draggedOf, type Dragged } from '../../../src/webview/model/dragged';
import type { FileGroup } from '../../../src/webview/model/rows';
import { result } from './viewFixtures';

function drag(key: string, of: ViewResult): Dragged | undefined {
  const group: FileGroup = {
    ...{ type: 'file', key: 'file', uri: of.uri, name: of.path, directory: '', folder: undefined },
    ...{ language: of.language, kind: of.kind, isLessLikely: false },
    results: [{ key: 'result', result: of }],
  };
  return draggedOf(key, [group]);
}

it('is a result with its line, or a file', () => {
  const file = { uri: 'file:///folder/a.ts', path: 'a.ts' };
  expect(drag('result', result('a.ts', 3))).toEqual({ ...file, line: 3 });
  expect(drag('file', result('a.ts', 3))).toEqual({ ...file, line: undefined });
  expect(drag('other', result('a.ts', 3))).toBeUndefined();
});

it('is nothing if the file is not on this disk', () => {
  const missing = result('a.ts', 3, 9, { isMissing: true });
  expect(drag('result', missing)).toBeUndefined();
  expect(drag('file', missing)).toBeUndefined();
});
