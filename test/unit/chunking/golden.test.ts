import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { syntaxSpecs } from '../../../src/engine/chunking/syntax/syntaxSpecs';
import { languageOf } from '../../../src/engine/corpus/languages';
import { check, fixtures } from './chunkFixture';

const files = readdirSync(fixtures).filter((name) => !name.endsWith('.chunks'));

describe('chunks of', () => {
  it.each(files)('%s', check);

  it('each language that is chunked by syntax have a golden file', () => {
    const covered = new Set(files.map((name) => syntaxSpecs.get(languageOf(name).id)));
    const missing = [...syntaxSpecs].filter(([, spec]) => !covered.has(spec)).map(([language]) => language);
    expect(missing).toEqual([]);
  });
});
