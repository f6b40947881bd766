import { describe, expect, it } from 'vitest';
import { windowFileRoot } from '../../../src/vscode/view/windowFileRoot';

describe('windowFileRoot', () => {
  it.each([
    ['file+.vscode-resource.vscode-cdn.net', 'file://'],
    ['vscode-remote+localhost-003a8080.vscode-resource.vscode-cdn.net', 'vscode-remote://localhost:8080'],
    [
      'vscode-remote+ssh-002dremote-002bbox.vscode-resource.vscode-cdn.net',
      'vscode-remote://ssh-remote%2Bbox',
    ],
    ['example.com', 'file://'],
  ])('%s: %s', (authority, expected) => {
    expect(windowFileRoot({ authority })).toBe(expected);
  });
});
