import { describe, expect, it } from 'vitest';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { previewOf } from '../../../src/engine/searching/preview';
import { lexicalEvidence, shardOf } from '../../support/memoryIndex';

const code = [
  'export class UploadQueue {',
  '  private readonly waiting: File[] = [];',
  '  private isSending = false;',
  '',
  '  add(file: File): void {',
  '    this.waiting.push(file);',
  '  }',
  '',
  '  /** Retries a failed upload until storage takes it. */',
  '  async sendWithRetries(file: File): Promise<boolean> {',
  '    for (let attempt = 1; attempt <= most; attempt++) {',
  '      await this.storage.put(file);',
  '    }',
  '    return false;',
  '  }',
  '}',
];

function preview(query: string, lines: readonly string[]) {
  const shards = [
    shardOf([
      { path: 'a.ts', chunks: [{ text: lines.join('\n') }] },
      { path: 'b.ts', chunks: [{ text: 'upload' }] },
    ]),
  ];
  const fileText = ['// before', ...lines, '// after'].join('\n');
  return previewOf(
    lexicalEvidence(shards, query),
    { startLine: 2, endLine: lines.length + 1, fileText },
    new TermAnalyzer(),
  );
}

describe('the preview of a location', () => {
  it('begins where most of what was asked for stands', () => {
    const { line, text } = preview('where do we retry failed uploads', code);
    expect(line).toBe(10);
    expect(text.split('\n')[0]).toBe(code[8]);
    expect(text.split('\n')).toHaveLength(8);
  });

  it('begins with the whole comment, not within it', () => {
    const commented = [
      ...code.slice(0, 8),
      '  /**',
      '   * Sends it.',
      '   * Retries a failed upload.',
      '   */',
      ...code.slice(9),
    ];
    expect(preview('where do we retry failed uploads', commented).text.split('\n')[0]).toBe('  /**');
  });

  it('begins at the beginning where that says as much, or nothing does', () => {
    expect(preview('upload queue', code)).toMatchObject({ line: 2 });
    expect(preview('zebra', code)).toMatchObject({ line: 2 });
  });

  it('shows a short location whole, and no more than ten lines of a long one', () => {
    expect(preview('retry', code.slice(7))).toEqual({ line: 2, text: code.slice(7).join('\n') });
    expect(preview('upload queue', code).text.split('\n')).toHaveLength(10);
  });

  it('says nothing that is not in the location', () => {
    expect(preview('before after', code).text).not.toMatch(/before|after/);
  });
});
