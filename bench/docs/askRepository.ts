import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ResultOrder } from '../../src/common/contracts/engineContract';
import type { SearchResult } from '../../src/common/contracts/searchResult';
import { openFolder } from '../openFolder';
import { Bm25Baseline, type BaselineFile, windowsOf } from '../quality/bm25Baseline';
import { readCorpus } from '../quality/judge';
import { type DocsRepository, languagesOf, sharesHeading } from './questions';
import { type Place, type Rank, rankOf } from './score';
import { findSection, formatOf, readSections, type Section } from './sections';

/** The ways in which each question is asked: of documentation alone, and of everything. */
export const ways = ['docs', 'any', 'bm25Docs', 'bm25Any'] as const;

/** A question as it was answered. */
export interface Answered {
  readonly repository: DocsRepository;
  readonly question: string;
  readonly format: string;
  /** See `languagesOf`. */
  readonly languages: string;
  readonly ranks: Readonly<Record<(typeof ways)[number], Rank>>;
  /** See `sharesHeading`. */
  readonly sharesHeading: boolean;
  /** The places of `kind:docs`, best first, and those of the answers. */
  readonly found: readonly Place[];
  readonly wanted: readonly Place[];
  /** Whether the first result without a kind is documentation. */
  readonly startsWithDocs: boolean;
  /** Results of `kind:code` that are documentation. */
  readonly docsAmongCode: number;
}

const limit = 10;

/**
 * Asks the questions about a repository, in an index of its folders.
 *
 * @param checkout the repository, at its commit
 * @throws if a section that answers a question does not exist there
 */
export async function askRepository(
  repository: DocsRepository,
  checkout: string,
  { dist, order }: { readonly dist: string; readonly order: ResultOrder },
): Promise<Answered[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-docs-'));
  try {
    const folder = path.join(directory, 'repository');
    for (const name of repository.folders) {
      await cp(path.join(checkout, name), path.join(folder, name), { recursive: true });
    }
    const sections = new Map<string, Section[]>();
    const sectionsOf = async (file: string): Promise<Section[]> => {
      if (!sections.has(file)) {
        sections.set(file, readSections(file, await readFile(path.join(folder, file), 'utf8')));
      }
      return sections.get(file)!;
    };
    const { index, workspace } = await openFolder(folder, path.join(directory, 'index'), { dist });
    await index.update();
    const baselines = baselinesOf(await readCorpus(folder));
    const search = async (query: string): Promise<readonly SearchResult[]> =>
      (await workspace.search(query, { limit, order })).results;
    const answered: Answered[] = [];
    for (const { question, answers } of repository.questions) {
      const wanted = await Promise.all(
        answers.map(async ({ path: file, heading }) => ({
          path: file,
          ...findSection(await sectionsOf(file), heading),
        })),
      );
      const docs = await search(`kind:docs ${question}`);
      const any = await search(question);
      const code = await search(`kind:code ${question}`);
      answered.push({
        repository,
        question,
        format: formatOf(answers[0]!.path)!,
        languages: languagesOf(question, repository.language),
        sharesHeading: sharesHeading({ question, answers }),
        ranks: {
          docs: rankOf(wanted, docs),
          any: rankOf(wanted, any),
          bm25Docs: rankOf(wanted, baselines.docs.search(question, limit)),
          bm25Any: rankOf(wanted, baselines.any.search(question, limit)),
        },
        found: docs,
        wanted,
        startsWithDocs: any[0]?.kind === 'docs',
        docsAmongCode: code.filter(({ kind }) => kind === 'docs').length,
      });
    }
    return answered;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Documents in sections, without those below them; other files in windows of lines. */
function baselinesOf(files: readonly BaselineFile[]): { docs: Bm25Baseline; any: Bm25Baseline } {
  const divide = (file: BaselineFile): { startLine: number; endLine: number }[] => {
    if (formatOf(file.path) === undefined) return windowsOf(file);
    const sections = readSections(file.path, file.text);
    return sections.map(({ startLine, endLine }, index) => ({
      startLine,
      endLine: Math.min(endLine, (sections[index + 1]?.startLine ?? Infinity) - 1),
    }));
  };
  return {
    docs: new Bm25Baseline(
      files.filter((file) => formatOf(file.path) !== undefined),
      divide,
    ),
    any: new Bm25Baseline(files, divide),
  };
}
