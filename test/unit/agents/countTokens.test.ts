import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { encode as encodeCl100k } from 'gpt-tokenizer/encoding/cl100k_base';
import { encode as encodeO200k } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { countTokens } from '../../../src/agents/countTokens';

const root = path.join(import.meta.dirname, '..', '..', '..');

function real(text: string): number {
  return Math.max(encodeCl100k(text).length, encodeO200k(text).length);
}

/** Every source file of a folder of this repository. */
function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|js|py|go|java|rs|md|c|css|html|json|sql)$/.test(name))
    .map((name) => readFileSync(path.join(root, folder, name), 'utf8'));
}

describe('countTokens', () => {
  it('is not below two real tokenizers for a page of code, nor far above', () => {
    const texts = ['src/engine', 'test/fixtures/chunking', 'docs'].flatMap(sources);
    expect(texts.length).toBeGreaterThan(100);
    let pages = 0;
    for (const text of texts) {
      const lines = text.split('\n');
      for (let start = 0; start + 60 <= lines.length; start += 60) {
        const page = lines.slice(start, start + 60).join('\n');
        if (page.length > 20_000) continue;
        const ratio = countTokens(page) / real(page);
        expect(ratio, page).toBeGreaterThanOrEqual(1);
        expect(ratio, page).toBeLessThan(2.4);
        pages++;
      }
    }
    expect(pages).toBeGreaterThan(100);
  });

  it.each([
    ['Chinese', '重试失败的上传，会话什么时候过期，缓存如何失效。'],
    ['Japanese', '失敗したアップロードを再試行します。'],
    ['Russian', 'Повторить неудачную загрузку файла'],
    ['Arabic', 'البحث الدلالي في الشيفرة المصدرية'],
    ['Thai', 'ระบบค้นหาความหมายของข้อความ'],
    ['emoji', '😀🚀👩‍💻'],
    [
      'base64',
      Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 7919 + i * i * 31) % 256)).toString('base64'),
    ],
    [
      'hexadecimal',
      Buffer.from(Array.from({ length: 300 }, (_, i) => (i * 7919 + 13) % 256)).toString('hex'),
    ],
    ['random letters', 'xqzkjvwpfh'.repeat(20)],
    [
      'minified code',
      '!function(e,t){"object"==typeof exports?t(exports):define(t)}(this,function(e){return e.a||e.b});',
    ],
    ['paths', 'src/engine/searching/folding/foldResults.ts:120-131 FoldedResults › withCopies'],
  ])('is not below them for %s', (_, text) => {
    expect(countTokens(text)).toBeGreaterThanOrEqual(real(text));
  });
});
