import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RankedLocation } from './ndcg';

/** A query of the benchmark and its answers. */
export interface BenchmarkQuery {
  readonly query: string;
  /** The same question in English if `query` is in another language. */
  readonly english: string | undefined;
  /** Category in the benchmark: `semantic`, `architecture`, `symbol`, ... */
  readonly category: string;
  /** `relevant` and `secondary` together; paths relative to the repository's root. */
  readonly targets: readonly RankedLocation[];
}

/** NDCG@10 published by the benchmark's authors for a repository. */
interface PublishedScores {
  readonly bm25Raw: number;
  readonly semanticRaw: number;
  readonly hybrid: number;
}

/** A repository of the benchmark. */
export interface BenchmarkRepository {
  readonly name: string;
  readonly language: string;
  /** `owner/name` on GitHub. */
  readonly source: string;
  readonly commit: string;
  /** The indexed folder; undefined: the whole repository. */
  readonly root: string | undefined;
  readonly published: PublishedScores | undefined;
  readonly queries: readonly BenchmarkQuery[];
}

/**
 * Reads a benchmark directory: `repos.json` and `annotations/NAME.json`.
 *
 * @param language of the questions, if it is not English: reads `annotations-LANGUAGE/`, which not every repository has,
 *   or, without such a folder, the translations in `languages/LANGUAGE.json`
 * @param languages folder of the translations
 * @throws Error with the file and the position in it that is missing or invalid
 */
export async function readBenchmark(
  directory: string,
  language?: string,
  languages?: string,
): Promise<readonly BenchmarkRepository[]> {
  const file = path.join(directory, 'repos.json');
  const repositories = asArray(await readJson(file), file);
  const readQueriesOf = await queriesReader(directory, language, languages);
  const read = await Promise.all(
    repositories.map(async (entry, i) => {
      const place = `${file}[${i}]`;
      const fields = asObject(entry, place);
      const name = asString(fields['name'], `${place}.name`);
      return {
        name,
        language: asString(fields['language'], `${place}.language`),
        source: asString(fields['source'], `${place}.source`),
        commit: asString(fields['commit'], `${place}.commit`),
        root: optional(fields['root'], `${place}.root`, asString),
        published: optional(fields['published'], `${place}.published`, asPublished),
        queries: await readQueriesOf(name),
      };
    }),
  );
  return language === undefined ? read : read.filter(({ queries }) => queries.length > 0);
}

/** Reads the questions about one repository, by its name. */
type QueriesReader = (name: string) => Promise<readonly BenchmarkQuery[]>;

async function queriesReader(
  directory: string,
  language: string | undefined,
  languages: string | undefined,
): Promise<QueriesReader> {
  const inEnglish: QueriesReader = (name) => readQueries(path.join(directory, 'annotations', `${name}.json`));
  if (language === undefined) return inEnglish;
  const folder = path.join(directory, `annotations-${language}`);
  if (languages === undefined || existsSync(folder)) {
    return async (name) => {
      const file = path.join(folder, `${name}.json`);
      return existsSync(file) ? readQueries(file) : [];
    };
  }
  const file = path.join(languages, `${language}.json`);
  const translations = asArray(await readJson(file), file).map((entry, i) => {
    const place = `${file}[${i}]`;
    const fields = asObject(entry, place);
    return {
      repository: asString(fields['repository'], `${place}.repository`),
      english: asString(fields['en'], `${place}.en`),
      query: asString(fields['query'], `${place}.query`),
    };
  });
  return async (name) => {
    const originals = new Map((await inEnglish(name)).map((original) => [original.query, original]));
    return translations
      .filter(({ repository }) => repository === name)
      .map(({ english, query }) => {
        const original = originals.get(english);
        if (!original) throw new Error(`${file}: ${name} has no question "${english}".`);
        return { ...original, query, english };
      });
  };
}

async function readQueries(file: string): Promise<readonly BenchmarkQuery[]> {
  return asArray(await readJson(file), file).map((entry, i) => {
    const place = `${file}[${i}]`;
    const fields = asObject(entry, place);
    return {
      query: asString(fields['query'], `${place}.query`),
      english: optional(fields['en'], `${place}.en`, asString),
      category: asString(fields['category'], `${place}.category`),
      targets: [
        ...asTargets(fields['relevant'], `${place}.relevant`),
        ...asTargets(fields['secondary'], `${place}.secondary`),
      ],
    };
  });
}

function asTargets(value: unknown, place: string): readonly RankedLocation[] {
  return asArray(value, place).map((entry, i) => {
    if (typeof entry === 'string') {
      return { path: entry };
    }
    const fields = asObject(entry, `${place}[${i}]`);
    return {
      path: asString(fields['path'], `${place}[${i}].path`),
      startLine: optional(fields['start_line'], `${place}[${i}].start_line`, asNumber),
      endLine: optional(fields['end_line'], `${place}[${i}].end_line`, asNumber),
    };
  });
}

function asPublished(value: unknown, place: string): PublishedScores {
  const fields = asObject(value, place);
  return {
    bm25Raw: asNumber(fields['bm25_raw'], `${place}.bm25_raw`),
    semanticRaw: asNumber(fields['semantic_raw'], `${place}.semantic_raw`),
    hybrid: asNumber(fields['hybrid'], `${place}.hybrid`),
  };
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not valid JSON`, { cause: error });
  }
}

function optional<T>(value: unknown, place: string, as: (value: unknown, place: string) => T): T | undefined {
  return value === null || value === undefined ? undefined : as(value, place);
}

function asArray(value: unknown, place: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new TypeError(`${place} is not a list`);
  }
  return value;
}

function asObject(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(`${place} is not an object`);
  }
  return value as Record<string, unknown>;
}

function asString(value: unknown, place: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new TypeError(`${place} is not a text`);
  }
  return value;
}

function asNumber(value: unknown, place: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new TypeError(`${place} is not a number`);
  }
  return value;
}
