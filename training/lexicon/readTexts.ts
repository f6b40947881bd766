import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { packageFolder, repositoryFolder } from './bringSources';
import { alignPages } from './alignPages';
import { pageOf } from './pagePattern';
import { readBundle, readCatalogue, readXliff } from './messageFiles';
import { repositories } from './repositories';
import { editor, typescript, type Language, type Texts } from './sources';

/** A text in English and its equivalent in another language. */
export interface AlignedText {
  readonly english: string;
  readonly foreign: string;
}

/**
 * Reads the aligned texts of the sources in a directory for one language.
 *
 * @param isSmall only TypeScript's diagnostics
 */
export function readTexts(directory: string, language: Language, isSmall = false): AlignedText[] {
  if (isSmall) return readDiagnostics(directory, language);
  const texts = [...readDiagnostics(directory, language), ...readEditor(directory, language)];
  for (const { repository, texts: kinds } of repositories) {
    const folder = repositoryFolder(directory, repository);
    for (const kind of kinds) {
      const name = kind.names[language];
      if (name !== undefined) texts.push(...readRepository(folder, kind, name));
    }
  }
  return texts;
}

function readDiagnostics(directory: string, language: Language): AlignedText[] {
  const name = typescript.names[language];
  if (name === undefined) return [];
  const lib = path.join(packageFolder(directory, typescript.name), 'lib');
  const foreign = readJson(path.join(lib, name, 'diagnosticMessages.generated.json'));
  const program = readFileSync(path.join(lib, 'typescript.js'), 'utf8');
  const diagnostic = /\bdiag\(\d+, \d+[^,]*, ("(?:[^"\\]|\\.)*"), ("(?:[^"\\]|\\.)*")/g;
  return [...program.matchAll(diagnostic)].flatMap(([, key, english]) =>
    pairOf(JSON.parse(english!), foreign[JSON.parse(key!) as string]),
  );
}

function readEditor(directory: string, language: Language): AlignedText[] {
  const name = editor.names[language];
  if (name === undefined) return [];
  const translations = path.join(packageFolder(directory, `${editor.packs}-${name}`), 'translations');
  const main = readFileSync(path.join(translations, 'main.i18n.json.js'), 'utf8');
  const list = JSON.parse(
    main
      .slice(main.indexOf('['), main.lastIndexOf(']') + 1)
      .replace(/^\s*undefined,?$/gm, (line) => line.replace('undefined', 'null')),
  ) as readonly unknown[];
  const pairs: AlignedText[] = [];
  const api = packageFolder(directory, editor.english.name);
  const call = /\blocalize2?\((\d+),\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/g;
  for (const file of filesBelow(api).filter((one) => one.endsWith('.js'))) {
    for (const [, index, literal] of readFileSync(path.join(api, file), 'utf8').matchAll(call)) {
      pairs.push(...pairOf(literalText(literal!), list[Number(index)]));
    }
  }
  for (const file of readdirSync(path.join(translations, 'extensions'))) {
    const { contents } = readJson(path.join(translations, 'extensions', file));
    // Keyed by the English text, followed by a comment for translators.
    const bundle = isRecord(contents) && isRecord(contents['bundle']) ? contents['bundle'] : {};
    for (const [english, foreign] of Object.entries(bundle))
      pairs.push(...pairOf(english.replace(/\/.*$/s, ''), foreign));
  }
  return pairs;
}

function readRepository(folder: string, kind: Texts, name: string): AlignedText[] {
  const files = filesBelow(folder);
  const read = (file: string): string => readPage(path.join(folder, file));
  switch (kind.type) {
    case 'pages': {
      const known = new Set(files);
      return files.flatMap((file) => {
        const page = pageOf(file, kind.english);
        if (page === undefined) return [];
        const foreign = kind.foreign.replace('LANG', name).replace('*', page);
        return foreign !== file && known.has(foreign) ? alignPages(read(file), read(foreign)) : [];
      });
    }
    case 'catalogues': {
      const below = kind.folder.replace('LANG', name);
      return files
        .filter((file) => file.startsWith(below) && file.endsWith('.po'))
        .flatMap((file) => readCatalogue(read(file)));
    }
    case 'bundles': {
      const known = new Set(files);
      const suffix = `_${name}.properties`;
      return files.flatMap((file) => {
        const english = file.replace(suffix, `${kind.english ?? ''}.properties`);
        return file.endsWith(suffix) && known.has(english) ? readBundle(read(english), read(file)) : [];
      });
    }
    case 'xliff':
      return files.filter((file) => file.endsWith(`.${name}.xlf`)).flatMap((file) => readXliff(read(file)));
  }
}

/** Reads a text in the encoding that an XML page declares, otherwise in UTF-8. */
function readPage(file: string): string {
  const bytes = readFileSync(file);
  const declared = /^<\?xml[^>]*encoding="([\w-]+)"/.exec(bytes.toString('latin1', 0, 200))?.[1];
  return new TextDecoder(declared ?? 'utf-8').decode(bytes);
}

/** A pair if both are texts and differ. */
function pairOf(english: unknown, foreign: unknown): AlignedText[] {
  return typeof english === 'string' && typeof foreign === 'string' && english !== foreign
    ? [{ english, foreign }]
    : [];
}

/** Value of a string literal of a program. */
function literalText(literal: string): string {
  const body = literal
    .slice(1, -1)
    .replace(/\\'/g, "'")
    .replace(/(?<!\\)"/g, '\\"');
  try {
    return JSON.parse(`"${literal.startsWith("'") ? body : literal.slice(1, -1)}"`) as string;
  } catch {
    return body;
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

function readJson(file: string): Record<string, unknown> {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  return JSON.parse(text) as Record<string, unknown>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
