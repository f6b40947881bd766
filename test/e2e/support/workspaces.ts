import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeSampleRepository, repositoryRoot } from './sampleRepository';

/** The sample repository in a workspace file, with a second folder `billing` next to it that is not part of the workspace yet. */
export async function makeWorkspaceFile(parent: string): Promise<string> {
  await makeSampleRepository(parent);
  mkdirSync(path.join(parent, 'billing', 'src'), { recursive: true });
  writeFileSync(
    path.join(parent, 'billing', 'src', 'invoice.ts'),
    [
      '/** Totals of an invoice, rounded to cents after the tax and not before: customers add up the lines themselves. */',
      'export function roundedTotal(lines: readonly number[], tax: number): number {',
      '  const sum = lines.reduce((total, line) => total + line, 0);',
      '  return Math.round(sum * (1 + tax) * 100) / 100;',
      '}',
      '',
    ].join('\n'),
  );
  const file = path.join(parent, 'services.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'upload-service' }] }));
  return file;
}

/** The sample repository with workspace settings that choose a model. */
export async function makeDemandingRepository(parent: string): Promise<string> {
  const folder = await makeSampleRepository(parent);
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  const settings = {
    'semanticSearch.modelPath': '/not/to/be/loaded',
    'semanticSearch.exclude': { '**': true },
  };
  writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return folder;
}

/** A folder that takes seconds to index: the sources of development dependencies. */
export function makeLargeFolder(parent: string): Promise<string> {
  const folder = path.join(parent, 'large');
  for (const name of [
    'undici/lib',
    'eslint/lib',
    '@typescript-eslint/eslint-plugin/dist',
    'knip/dist',
    'vitest/dist',
  ]) {
    cpSync(path.join(repositoryRoot(), 'node_modules', name), path.join(folder, name), { recursive: true });
  }
  return Promise.resolve(folder);
}

/** Words in the names and texts of {@link makeTellingFolder}: shared reports must not contain any of them. */
export const tellingWords = [
  'falcon',
  'merger',
  'boardroom',
  'codeword',
  'ledger',
  'pricelist',
  'tapestry',
] as const;

/** A small folder in which every name and text is confidential. */
export function makeTellingFolder(parent: string): Promise<string> {
  const folder = path.join(parent, 'falcon');
  const files: Readonly<Record<string, string>> = {
    'merger/boardroom.ts': '/** Opens the codeword of the meeting. */\nexport const codeword = 1;\n',
    'merger/plain.ts': '/** Counts the guests of the meeting. */\nexport const guests = 2;\n',
    'ledger.min.js': 'var a=1;\n',
    'pricelist/kept.ts': 'export const kept = 3;\n',
    '.env': 'CODEWORD=tapestry\n',
    '.gitignore': 'pricelist/\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return Promise.resolve(folder);
}
