import { describe, expect, it } from 'vitest';
import type { SearchResult } from '../../../src/common/contracts/searchResult';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { rankFiles } from '../../../src/engine/ranking/rank';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { describeHit } from '../../../src/engine/searching/describeHit';
import { hitsInOrder } from '../../../src/engine/searching/hits';
import { lexicalEvidence, shardOf, type SmallFile } from '../../support/memoryIndex';
import { grammars } from '../chunking/chunkFixture';

/** One chunk per file: these tests check the location within a file. */
const chunker = createChunker(grammars, { targetChars: 10_000, maxChars: 20_000, smallChars: 10_000 });
const analyzer = new TermAnalyzer();

/** The first result for a file with these lines. */
async function find(query: string, language: string, lines: readonly string[]): Promise<SearchResult> {
  const fileText = lines.join('\n');
  const { chunks } = await chunker.chunk({ path: 'a', language, text: fileText });
  expect(chunks).toHaveLength(1);
  const other: SmallFile = { path: 'b.ts', chunks: [{ text: 'upload queue' }] };
  const shards = [shardOf([{ path: 'a', language, chunks: [chunks[0]!] }, other])];
  const evidence = lexicalEvidence(shards, query);
  const hit = [...hitsInOrder(evidence, rankFiles(evidence, defaultWeights), 'places')].find(
    ({ file }) => file.path === 'a',
  )!;
  return describeHit(evidence, hit, { startLine: 1, endLine: lines.length, fileText }, '/folder', analyzer);
}

const firstLineOf = ({ preview }: SearchResult): string => preview.split('\n')[0]!;

const utilities = [
  'package gin',
  '',
  'import (',
  '\t"path"',
  '\t"smile"',
  ')',
  '',
  '// joinPaths joins the paths of a quokka.',
  'func joinPaths(absolute, relative string) string {',
  '\treturn path.Join(absolute, relative)',
  '}',
  '',
  'func ShouldBindTOML() error { return bind("toml") }',
  '',
  'func filter() {',
  '\tone()',
  '\ttwo()',
  '\tthree()',
  '}',
  '',
  '// quokkaSmile returns the smile of a quokka.',
  'func quokkaSmile() string { return ":)" }',
  '',
  'func ShouldBindWith(obj any) error {',
  '\treturn b.Bind(obj)',
  '}',
];

describe('a result for the name of a definition', () => {
  it('has the label, lines, preview and opening line of the definition, also at the end of the chunk', async () => {
    expect(await find('ShouldBindWith', 'go', utilities)).toMatchObject({
      symbol: 'ShouldBindWith',
      symbolKind: 'function',
      line: 24,
      tellingLine: 24,
      startLine: 24,
      endLine: 26,
      previewLine: 24,
    });
  });

  it('shows a short comment above the definition, and starts at the definition below a long one', async () => {
    const short = await find('quokkaSmile', 'go', utilities);
    expect(short).toMatchObject({ line: 22, startLine: 21, previewLine: 21 });
    const comment = Array.from({ length: 8 }, (_, i) => `// Line ${i} about quokkaSmile.`);
    const long = await find('quokkaSmile', 'go', [
      'package gin',
      '',
      ...comment,
      'func quokkaSmile() {',
      '}',
    ]);
    expect(long).toMatchObject({ line: 11, startLine: 3, previewLine: 11 });
  });

  it('matches and shows no embedded data', async () => {
    const data = (length: number): string =>
      Array.from({ length }, (_, i) => 'aZ7+qx09Kd/'[(i * 7 + (i >> 3)) % 11]).join('');
    const lines = Array.from({ length: 12 }, () => `    "${data(64)}"`);
    lines[8] = `    "${data(30)}/qx/${data(30)}"`;
    const result = await find('icon qx', 'python', ['ICON = (', ...lines, ')']);
    expect(result.line).toBeLessThan(3);
    expect(result.preview).not.toContain('qx');
    expect(firstLineOf(result)).toBe('ICON = (');
  });

  it('prefers the name with the same spelling', async () => {
    const lines = ['package gin', '', 'var dunno = 1', 'func Dunno() {', '}'];
    expect((await find('Dunno', 'go', lines)).line).toBe(4);
    expect((await find('dunno', 'go', lines)).line).toBe(3);
  });

  it('opens at the line of a name that is within a definition', async () => {
    const lines = [
      'function load(up: string, date: Date): Loaded {',
      '  one();',
      '  two();',
      '  three();',
      '  four();',
      '  let upToDate = false;',
      '  five();',
      '  return done;',
      '}',
    ];
    expect(await find('upToDate', 'typescript', lines)).toMatchObject({ line: 6 });
  });

  it('finds a name that ends with a sign', async () => {
    const lines = [
      'class Store',
      '  def empty',
      '    1',
      '  end',
      '',
      '  def empty?',
      '    2',
      '  end',
      'end',
    ];
    expect(await find('empty?', 'ruby', lines)).toMatchObject({ line: 6 });
    expect(await find('empty', 'ruby', lines)).toMatchObject({ line: 2 });
  });

  it('finds a name within a question', async () => {
    expect(await find('who calls ShouldBindWith', 'go', utilities)).toMatchObject({
      symbol: 'ShouldBindWith',
      line: 24,
      startLine: 24,
      endLine: 26,
    });
  });

  it('keeps the whole chunk if the question has much more than the name', async () => {
    const question = 'joins paths before ShouldBindWith returns the smile of a quokka';
    expect(await find(question, 'go', utilities)).toMatchObject({
      symbol: 'ShouldBindWith',
      line: 24,
      previewLine: 24,
      startLine: 1,
      endLine: 26,
    });
  });
});

describe('a result for a description', () => {
  it('is named after the definition that matches best, and limited to it if no other is similar', async () => {
    const result = await find('smile of a quokka', 'go', utilities);
    expect(result).toMatchObject({ symbol: 'quokkaSmile', line: 22, previewLine: 21 });
    const recovery = [
      'const dunno = "???"',
      '',
      '// Recovery returns a middleware.',
      'export function Recovery() {',
      '  // recovers from any panics',
      '  return handle(recover, panics);',
      '}',
    ];
    expect(await find('recover from panics', 'javascript', recovery)).toMatchObject({
      symbol: 'Recovery',
      startLine: 3,
      endLine: 7,
      line: 4,
    });
  });

  it('keeps the whole chunk if several definitions match equally', async () => {
    const lines = ['function uploadFile() {', '  send();', '}', 'function uploadQueue() {', '  send();', '}'];
    expect(await find('where is an upload sent', 'javascript', lines)).toMatchObject({
      startLine: 1,
      endLine: 6,
    });
  });

  it('names the scope of the definition', async () => {
    const lines = ['class Store {', '  commit() {', '    return retry(upload);', '  }', '}'];
    expect((await find('retry of an upload', 'javascript', lines)).symbol).toBe('Store › commit');
  });

  it('shows the matching lines deep in a long definition, and opens there', async () => {
    const steps = Array.from({ length: 20 }, (_, i) => `  step${i}();`);
    const lines = ['function run() {', ...steps, '  retry(failedUploads);', '  done();', '}'];
    const result = await find('failed uploads are tried again with retry', 'javascript', lines);
    expect(result).toMatchObject({ symbol: 'run', tellingLine: 22, line: 22, endLine: 24 });
    expect(result.preview).toContain('retry(failedUploads)');
  });

  it('opens a definition at its head if its name matches a part of the question', async () => {
    const lines = [
      'function uploadPicture() {',
      ...Array.from({ length: 12 }, (_, i) => `  step${i}();`),
      '  retry(picture, backoff);',
      '}',
    ];
    expect(await find('upload a picture with retry and backoff', 'typescript', lines)).toMatchObject({
      symbol: 'uploadPicture',
      line: 1,
    });
  });

  it('starts with the whole block comment, not within it', async () => {
    const body = Array.from({ length: 12 }, (_, i) => `  step${i}();`);
    const lines = [
      'function run() {',
      ...body,
      '  /**',
      '   * Retries failed uploads.',
      '   */',
      '  go();',
      '}',
    ];
    expect(firstLineOf(await find('retries failed uploads', 'javascript', lines))).toBe('  /**');
  });

  it('uses lines outside of all definitions if they match better', async () => {
    const lines = ['function one() {', '  go();', '}', '', 'scheduler.retry(failedUploads);', 'const x = 1;'];
    expect(await find('retry failed uploads', 'javascript', lines)).toMatchObject({ symbol: null, line: 5 });
  });
});

describe('the telling line', () => {
  const licensed = [
    '// Copyright 2020 The Authors.',
    '// Use of this source code is governed by an MIT style licence.',
    '',
    'import { upload } from "./upload";',
    'import {',
    '  queue,',
    '} from "./queue";',
    '',
    'run(upload, queue);',
  ];

  it('is neither a licence nor an import', async () => {
    expect((await find('upload queue', 'typescript', licensed)).tellingLine).toBe(9);
    expect((await find('licence of the source code', 'typescript', licensed)).tellingLine).toBe(9);
  });

  it('of a section is its first sentence, and it opens at the heading', async () => {
    const lines = [
      '---',
      'id: limits',
      '---',
      '',
      '# Limits',
      '',
      'Text.',
      '',
      '## Batch size',
      '',
      'At most ten at once.',
      '',
      '```ts',
      'x',
      '```',
    ];
    expect(await find('limits', 'markdown', lines)).toMatchObject({ line: 5, tellingLine: 7 });
    expect(await find('batch size', 'markdown', lines)).toMatchObject({
      symbol: 'Limits › Batch size',
      symbolKind: 'section',
      line: 9,
      tellingLine: 11,
    });
  });
});
