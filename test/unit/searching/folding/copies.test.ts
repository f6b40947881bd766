import { describe, expect, it } from 'vitest';
import { Copies } from '../../../../src/engine/searching/folding/copies';

const long = Array.from({ length: 60 }, (_, i) => `word${i} does ${i * 7}`).join('\n');

function add(copies: Copies, path: string, fileText: string, cover = 1): number | undefined {
  const place = { startLine: 1, endLine: fileText.split('\n').length, fileText };
  return copies.add({ folder: '/w', path, ...place }, place, cover);
}

/** Adds a result that is the definition `part` between other lines of its chunk. */
function addPart(copies: Copies, path: string, part: string, before: string): number | undefined {
  const lines = [...before.split('\n'), ...part.split('\n'), 'end of the chunk'];
  const startLine = before.split('\n').length + 1;
  const place = { startLine: 1, endLine: lines.length, fileText: lines.join('\n') };
  return copies.add({ folder: '/w', path, startLine, endLine: lines.length - 1 }, place, 1);
}

describe('Copies', () => {
  it('finds the same text in another file, whatever its spaces and capitals, and nearly the same', () => {
    const copies = new Copies();
    expect(add(copies, 'a.ts', long)).toBeUndefined();
    expect(add(copies, 'b.ts', `  ${long.toUpperCase()}\n`)).toBe(0);
    expect(add(copies, 'c.ts', long.replace('word30', 'other'))).toBe(0);
    expect(add(copies, 'd.ts', 'export {}')).toBeUndefined();
    expect(add(copies, 'e.ts', 'export {};')).toBe(1);
  });

  it('keeps results that differ in a tenth, in a word of a short text, or in a word of the query', () => {
    const copies = new Copies();
    add(copies, 'a.ts', long);
    expect(add(copies, 'b.ts', long.replaceAll(/word\d*[05]/g, 'other'))).toBeUndefined();
    add(copies, 'c.ts', "export * from './uploads'");
    expect(add(copies, 'd.ts', "export * from './downloads'")).toBeUndefined();
    expect(add(copies, 'e.ts', long.replace('word30', 'asked'), 2)).toBeUndefined();
  });

  it('finds the same definition in chunks that are otherwise different, if it is not short', () => {
    const copies = new Copies();
    const different = Array.from({ length: 60 }, (_, i) => `other${i} thing ${i * 3}`).join('\n');
    expect(addPart(copies, 'a.ts', long, 'first\nlines')).toBeUndefined();
    expect(addPart(copies, 'b.ts', long, different)).toBe(0);
    expect(addPart(copies, 'c.ts', long.toLowerCase().replaceAll('does', 'is'), different)).toBeUndefined();
    expect(addPart(copies, 'd.ts', 'get name() { return this.name; }', 'class D {\nfirst')).toBeUndefined();
    expect(addPart(copies, 'e.ts', 'get name() { return this.name; }', 'class E {')).toBeUndefined();
  });

  it('keeps results in the same file, and results without words', () => {
    const copies = new Copies();
    add(copies, 'a.ts', long);
    expect(add(copies, 'a.ts', long)).toBeUndefined();
    add(copies, 'b.ts', '{}');
    expect(add(copies, 'c.ts', '()')).toBeUndefined();
  });
});
