import { describe, expect, it } from 'vitest';
import { tellingText } from '../../../src/common/text/tellingText';

const code = (preview: string, tellingLine = 1, label = ''): string =>
  tellingText({ kind: 'code', preview, previewLine: 1, tellingLine }, label);
const docs = (preview: string, tellingLine = 1, label = ''): string =>
  tellingText({ kind: 'docs', preview, previewLine: 1, tellingLine }, label);

describe('tellingText of code', () => {
  it.each([
    ['skips imports', "import { a } from 'b';\n\nexport const x = 1;", 'export const x = 1;'],
    ['skips Python imports', 'from os import path\nimport sys\ndef run():', 'def run():'],
    ['takes the words of a comment', '/**\n * Retries an upload.\n */\nretry() {', 'Retries an upload.'],
    ['takes the words of a line comment', '// Retries an upload.', 'Retries an upload.'],
    ['takes the words of a comment in shell', '# Uploads\n\nrun', 'Uploads'],
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
    expect(code(preview)).toBe(line);
  });

  const lines = "import x from 'x';\n\nfunction a() {\n  // Sends it again.\n  again();\n}";
  it.each([
    ['is the telling line', 5, '', 'again();'],
    ['is without the marks of a comment', 4, '', 'Sends it again.'],
    ['is another one where the telling line is an import', 1, '', 'function a() {'],
    ['is another one where the telling line is blank', 2, '', 'function a() {'],
    ['is another one where the telling line is a bracket', 6, '', 'function a() {'],
    ['is another one where the label says the same', 4, 'Sends it again.', 'function a() {'],
    ['does with a telling line before the preview', -3, '', 'function a() {'],
    ['does with a telling line behind it', 99, '', 'function a() {'],
  ])('%s', (_, tellingLine, label, expected) => {
    expect(code(lines, tellingLine, label)).toBe(expected);
  });

  it('is empty if there is only the text of the label', () => {
    expect(code('dunno', 1, 'dunno')).toBe('');
  });
});

describe('tellingText of documentation', () => {
  it.each<[string, string, number, string]>([
    [
      'the first sentence below a heading',
      '# Uploads\n\nA failed upload is sent again. Later.',
      1,
      'A failed upload is sent again.',
    ],
    [
      'the sentence of the telling line',
      '# A\n\nThis comes first, surely.\n\nThis one is meant here.',
      5,
      'This one is meant here.',
    ],
    ['over the end of a line', 'A failed upload\nis sent again. Later.', 1, 'A failed upload is sent again.'],
    [
      'from its beginning in the line before',
      'It takes the files of people. It cuts them\ninto uploads, and queues the bytes.',
      2,
      'It cuts them into uploads, and queues the bytes.',
    ],
    [
      'the one that begins in the telling line',
      'A failed upload\nis sent. The next one is then taken up.',
      2,
      'The next one is then taken up.',
    ],
    [
      'from the telling line where much comes before',
      `${'Words '.repeat(20)}\nthat are told at last.`,
      2,
      '…that are told at last.',
    ],
    ['the cells of a table', '| Name | How often |\n|---|---|\n| `MAX` | six times |', 3, 'MAX · six times'],
    ['not over the end of a paragraph', 'A failed upload\n\nis sent again.', 1, 'A failed upload'],
    ['not into the next item of a list', '- one is here\n- two is there', 1, 'one is here'],
    [
      'not ended by an abbreviation',
      'Use a storage, e.g. a bucket, for it. Then.',
      1,
      'Use a storage, e.g. a bucket, for it.',
    ],
    ['not the second of two headings', '# A\n## B\n\nText of the section.', 1, 'Text of the section.'],
    [
      'not a heading with a line below',
      'Uploads\n=======\n\nText of the section.',
      1,
      'Text of the section.',
    ],
    [
      'not a heading of reStructuredText',
      'Uploads\n~~~~~~~\n\nText of the section.',
      1,
      'Text of the section.',
    ],
    ['not a heading of AsciiDoc', '== Uploads\n\nText of the section.', 1, 'Text of the section.'],
    ['not front matter', '---\nid: splitLink\n---\n\nText of the section.', 2, 'Text of the section.'],
    ['not a fence', '```ts\nawait run();\n```', 1, 'await run();'],
    [
      'not an import of MDX',
      "import Tabs from '@theme/Tabs';\n\nText of the section.",
      1,
      'Text of the section.',
    ],
    ['not an admonition', ':::info\nText of the section.', 1, 'Text of the section.'],
    [
      'without markup',
      '> See [the **guide**](a/b.md) of `run_all` <br/>now.',
      1,
      'See the guide of run_all now.',
    ],
    [
      'in Chinese',
      '# 上传\n\n上传失败后会自动重试，直到存储接受它为止。然后结束。',
      1,
      '上传失败后会自动重试，直到存储接受它为止。',
    ],
    [
      'before the telling line rather than none',
      'Text of the section.\n\n## Next',
      3,
      'Text of the section.',
    ],
    ['nothing where there is only a heading', '## Next', 1, ''],
  ])('is %s', (_, preview, tellingLine, expected) => {
    expect(docs(preview, tellingLine, 'Next')).toBe(expected);
  });

  it('is never the text of the label', () => {
    expect(docs('Uploads\n\nA failed upload is sent again.', 1, 'Uploads')).toBe(
      'A failed upload is sent again.',
    );
  });
});
