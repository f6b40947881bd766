import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../src/common/searchResult';
import { labelText } from '../../../src/vscode/labelText';
import { meaningfulLine, resultText } from '../../../src/vscode/search/resultText';
import { symbolIcon } from '../../../src/vscode/search/symbolIcon';

function result(fields: Partial<SearchResult>): SearchResult {
  return {
    folder: '/repo',
    path: 'src/upload/queue.ts',
    startLine: 12,
    endLine: 40,
    score: 1,
    kind: 'code',
    language: 'typescript',
    symbol: 'UploadQueue › retry',
    symbolKind: 'method',
    matchedBy: ['vector'],
    line: 12,
    tellingLine: 12,
    previewLine: 12,
    matches: [],
    preview: '  async retry(upload: Upload): Promise<void> {',
    ...fields,
  };
}

describe('resultText', () => {
  it('names the symbol, the place and the first line', () => {
    expect(resultText(result({}))).toEqual({
      label: '$(symbol-method) UploadQueue › retry',
      description: 'src/upload/queue.ts:12–40',
      detail: 'async retry(upload: Upload): Promise<void> {',
    });
  });

  it('names the file where nothing is defined, and a single line once', () => {
    const { label, description } = resultText(result({ symbol: null, symbolKind: null, endLine: 12 }));
    expect(label).toBe('$(file-code) queue.ts');
    expect(description).toBe('src/upload/queue.ts:12');
  });

  it('names the workspace folder where there are several', () => {
    expect(resultText(result({}), 'server').description).toBe('server • src/upload/queue.ts:12–40');
  });

  it('shows what looks like an icon in code as it is', () => {
    const { detail } = resultText(result({ preview: '$(document).ready(() => {})' }));
    expect(detail).toBe('\\$(document).ready(() => {})');
  });
});

describe('labelText', () => {
  it.each([
    ['$(document)', '\\$(document)'],
    ['a $(loading~spin) b $(x)', 'a \\$(loading~spin) b \\$(x)'],
    ['$( x )', '$( x )'],
    ['cost: $5 (five)', 'cost: $5 (five)'],
  ])('%s', (text, escaped) => {
    expect(labelText(text)).toBe(escaped);
  });
});

describe('meaningfulLine', () => {
  it.each([
    ['skips imports', "import { a } from 'b';\n\nexport const x = 1;", 'export const x = 1;'],
    ['skips Python imports', 'from os import path\nimport sys\ndef run():', 'def run():'],
    ['takes the words of a comment', '/**\n * Retries an upload.\n */\nretry() {', 'Retries an upload.'],
    ['takes the words of a line comment', '// Retries an upload.', 'Retries an upload.'],
    ['takes the words of a heading', '# Uploads\n\nText', 'Uploads'],
    ['takes the words of a docstring', '"""Retries an upload."""', 'Retries an upload.'],
    ['keeps what only begins like an import', 'importFiles(folder);', 'importFiles(folder);'],
    ['keeps preprocessor lines', '#define MAX 5', '#define MAX 5'],
    ['keeps attributes', '#[derive(Debug)]', '#[derive(Debug)]'],
    ['keeps pointers', '*queue = next;', '*queue = next;'],
    ['skips licences', '// Copyright 2024 Somebody\n// SPDX-License-Identifier: MIT\nrun();', 'run();'],
    ['skips brackets', '{\n  [\n  "name": 1', '"name": 1'],
    ['takes Chinese', '// 上传失败后重试', '上传失败后重试'],
    ['takes anything rather than nothing', '\n}\n', '}'],
    ['takes an import rather than nothing', "import 'a';", "import 'a';"],
    ['has nothing to tell of nothing', '', ''],
  ])('%s', (_, preview, line) => {
    expect(meaningfulLine(preview)).toBe(line);
  });
});

describe('symbolIcon', () => {
  it('is that of the kind, of documentation, or of a file', () => {
    expect(symbolIcon({ kind: 'code', symbolKind: 'trait' })).toBe('symbol-interface');
    expect(symbolIcon({ kind: 'code', symbolKind: 'constructor' })).toBe('symbol-constructor');
    expect(symbolIcon({ kind: 'docs', symbolKind: 'section' })).toBe('book');
    expect(symbolIcon({ kind: 'code', symbolKind: null })).toBe('file-code');
  });
});
