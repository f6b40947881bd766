import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importGraphOf, nearestTests } from '../../../bench/mutants/nearestTests';

describe('nearestTests', () => {
  let root: string;
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  const testsOf = (file: string): string[] => nearestTests(importGraphOf(root, ['src', 'test']), file);

  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), 'nearest-tests-'));
    write('src/a.ts', 'export const a = 1;');
    write('src/b.ts', "import { a } from './a';\nexport const b = a;");
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('are those that import the file, then those that import an importer of it', () => {
    write('test/far.test.ts', "import { b } from '../src/b';");
    write('test/near.test.ts', "import {\n  a,\n} from '../src/a';");
    write('test/other.test.ts', "import { x } from 'vitest';");
    expect(testsOf('src/a.ts')).toEqual(['test/near.test.ts', 'test/far.test.ts']);
    expect(testsOf('src/b.ts')).toEqual(['test/far.test.ts']);
  });

  it('are not those that import only its types', () => {
    write('test/types.test.ts', "import type { a } from '../src/a';");
    expect(testsOf('src/a.ts')).toEqual([]);
  });

  it('follow imports at run time, and folders with an index', () => {
    write('src/folder/index.ts', "export * from '../a';");
    write('test/late.test.ts', "const a = await import('../src/folder');");
    expect(testsOf('src/a.ts')).toEqual(['test/late.test.ts']);
  });
});
