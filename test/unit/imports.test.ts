import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const sources = path.join(import.meta.dirname, '..', '..', 'src');

/** The files that each source file imports, also if only for types. */
function readImports(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.join(sources, name));
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const specifiers = readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
      const imported = [...specifiers].map(([, name]) => `${path.join(path.dirname(file), name!)}.ts`);
      return [file, imported.filter((one) => known.has(one))];
    }),
  );
}

/** The files of the first circle found, in order; empty if there is none. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const finished = new Set<string>();
  const visit = (file: string, trail: readonly string[]): readonly string[] => {
    if (trail.includes(file)) return [...trail.slice(trail.indexOf(file)), file];
    if (finished.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...trail, file]);
      if (circle.length > 0) return circle;
    }
    finished.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle.length > 0) return circle.map((one) => path.relative(sources, one));
  }
  return [];
}

describe('the imports of the source files', () => {
  const imports = readImports();

  it('contain no circle, not even of types', () => {
    expect(imports.size).toBeGreaterThan(500);
    expect(findCircle(imports)).toEqual([]);
  });

  it('are checked for circles through other files', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['d', 'c']],
      ['c', ['b']],
      ['d', []],
    ]);
    expect(findCircle(circle)).toHaveLength(3);
  });
});
