import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Imports that remain when the types are removed. */
const imports = /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'(\.[^']+)'|\bimport\('(\.[^']+)'\)/gm;

/** The files that each TypeScript file imports, relative to the folder. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** @param folders to read, relative to the root */
export function importGraphOf(root: string, folders: readonly string[]): ImportGraph {
  const files = folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.posix.join(folder, file.replaceAll('\\', '/'))),
  );
  const known = new Set(files);
  const resolve = (file: string, specifier: string): string | undefined => {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return [`${target}.ts`, `${target}/index.ts`, target].find((name) => known.has(name));
  };
  return new Map(
    files.map((file) => {
      const text = readFileSync(path.join(root, file), 'utf8');
      const found = [...text.matchAll(imports)].map(([, from, dynamic]) => resolve(file, from ?? dynamic!));
      return [file, found.filter((name) => name !== undefined)];
    }),
  );
}

/** The tests that import a file, directly or through other files, those with the fewest files between first. */
export function nearestTests(graph: ImportGraph, file: string): string[] {
  const importers = new Map<string, string[]>();
  for (const [importer, imported] of graph) {
    for (const name of imported) importers.set(name, [...(importers.get(name) ?? []), importer]);
  }
  const reached = new Set([file]);
  // A set is iterated in the order of insertion, also over what is added meanwhile: breadth first.
  for (const name of reached) for (const importer of importers.get(name) ?? []) reached.add(importer);
  return [...reached].filter((name) => name.endsWith('.test.ts'));
}
