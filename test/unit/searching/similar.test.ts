import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { documentText } from '../../../src/engine/embedding/documentText';
import type {
  Embedding,
  EmbeddingProvider,
  QueryOptions,
} from '../../../src/engine/embedding/embeddingProvider';
import type { IndexStore } from '../../../src/engine/indexing/indexStore';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { Searcher } from '../../../src/engine/searching/searcher';
import type { SearchRoot, SearchTools } from '../../../src/engine/searching/searchParts';
import { shardOf, smallDimensions, type SmallFile } from '../../support/memoryIndex';

/** A folder whose files are unchanged since indexing: each chunk has ten lines, its text and blank ones. */
function rootOf(folder: string, files: readonly SmallFile[]): SearchRoot {
  const textOf = ({ chunks }: SmallFile): string =>
    chunks.map(({ text }) => text + '\n'.repeat(11 - text.split('\n').length)).join('');
  return {
    folder,
    corpus: {},
    source: {
      stat: () => Promise.resolve({ sizeBytes: 1 }),
      readFile: (path: string) =>
        Promise.resolve(new TextEncoder().encode(textOf(files.find((file) => file.path === path)!))),
    } as unknown as SearchRoot['source'],
    store: { shards: [shardOf(files)] } as unknown as IndexStore,
  };
}

/** A provider that returns the same vector for every query, and records the queries. */
class FakeProvider {
  readonly asked: { readonly text: string; readonly role: QueryOptions['role'] }[] = [];
  readonly dimensions = smallDimensions;

  constructor(private readonly answer: Embedding | SemanticSearchError) {}

  embedQuery(text: string, { role }: QueryOptions): Promise<Embedding> {
    this.asked.push({ text, role });
    return this.answer instanceof Error ? Promise.reject(this.answer) : Promise.resolve(this.answer);
  }
}

const offline = new SemanticSearchError('PROVIDER_UNREACHABLE', 'No network.', 'Try again.');

function searcherOver(
  roots: readonly SearchRoot[],
  answer: Embedding | SemanticSearchError = offline,
): { searcher: Searcher; provider: FakeProvider } {
  const provider = new FakeProvider(answer);
  const tools: SearchTools = {
    provider: provider as unknown as EmbeddingProvider,
    chunker: undefined as unknown as SearchTools['chunker'],
    hash: () => '0'.repeat(32),
    analyzer: new TermAnalyzer(),
  };
  return { searcher: new Searcher(roots, tools), provider };
}

const retry = 'function retryUpload() { backoff(attempt); sendAgain(upload); }';
const files: readonly SmallFile[] = [
  { path: 'a.ts', chunks: [{ text: 'import nothing' }, { text: retry }, { text: `${retry} // copy` }] },
  {
    path: 'b.ts',
    chunks: [{ text: 'function retryDownload() { backoff(attempt); fetchAgain(download); }' }],
  },
  { path: 'c.md', kind: 'docs', language: 'markdown', chunks: [{ text: 'Sessions expire.' }] },
];
const origin = { folder: '/w', path: 'a.ts', startLine: 11, endLine: 13 };
const places = (results: readonly { path: string; startLine: number }[]): string[] =>
  results.map(({ path, startLine }) => `${path}:${startLine}`);

describe('results that are similar to a text', () => {
  it('are found by keywords if the provider fails, which the answer states', async () => {
    const { searcher } = searcherOver([rootOf('/w', files)]);
    const { results, withoutModel } = await searcher.similar({ text: retry });
    expect(places(results)).toEqual(['a.ts:11', 'a.ts:21', 'b.ts:1']);
    expect(results.map(({ matchedBy }) => matchedBy)).toEqual([['lexical'], ['lexical'], ['lexical']]);
    expect(results.map(({ score }) => score)).toEqual(
      results.map(({ score }) => score).sort((x, y) => y - x),
    );
    expect(results[0]!.score).toBeLessThanOrEqual(1);
    expect(withoutModel).toMatchObject({ code: 'PROVIDER_UNREACHABLE' });
  });

  it('exclude the text itself, but include its copy in the same file, or at the same place of another folder', async () => {
    const { searcher } = searcherOver([rootOf('/w', files), rootOf('/other', files.slice(0, 1))]);
    const { results } = await searcher.similar({ text: retry, origin });
    expect(results.map(({ folder, path, startLine }) => `${folder}/${path}:${startLine}`)).toEqual([
      '/other/a.ts:11',
      '/w/a.ts:21',
      '/w/b.ts:1',
    ]);
    expect(results[1]!.siblings).toEqual([
      { relation: 'copy', folder: '/other', path: 'a.ts', startLine: 21, endLine: 30 },
    ]);
  });

  it('exclude the text itself if the editor has unsaved lines', async () => {
    const { searcher } = searcherOver([rootOf('/w', files)]);
    const moved = { ...origin, startLine: 14, endLine: 14 };
    const { results } = await searcher.similar({ text: `${retry}\r\n`, origin: moved });
    expect(places(results)).toEqual(['a.ts:21', 'b.ts:1']);
    const near = { ...origin, startLine: 32, endLine: 32 };
    expect(places((await searcher.similar({ text: retry, origin: near })).results)).toEqual([
      'a.ts:11',
      'b.ts:1',
    ]);
  });

  it('are as many as requested, without the origin', async () => {
    const { searcher } = searcherOver([rootOf('/w', files)]);
    expect(places((await searcher.similar({ text: retry, origin }, { limit: 1 })).results)).toEqual([
      'a.ts:21',
    ]);
  });

  it('are limited by filters, but not by words of the text that look like filters', async () => {
    const { searcher } = searcherOver([rootOf('/w', files)]);
    const find = async (filter: object) =>
      places((await searcher.similar({ text: `${retry} path:c.md` }, { filter })).results);
    expect((await find({}))[0]).toBe('a.ts:11');
    expect(await find({ files: [{ folder: '/w', path: 'b.ts' }] })).toEqual(['b.ts:1']);
    expect(await find({ files: [] })).toEqual([]);
    expect(await find({ excludedPaths: ['a.ts'], kind: 'code' })).toEqual(['b.ts:1']);
  });

  it('are found with the vector of a document, in the form of indexed chunks', async () => {
    const { searcher, provider } = searcherOver([rootOf('/w', files)], Float32Array.of(1, 0, 0, 0));
    await searcher.similar({ text: retry });
    expect(provider.asked).toEqual([
      { text: documentText({ breadcrumb: [], text: retry }), role: 'document' },
    ]);
  });

  it('do not exist for a blank text, which is not sent', async () => {
    const { searcher, provider } = searcherOver([rootOf('/w', files)]);
    expect((await searcher.similar({ text: ' \n' })).results).toEqual([]);
    expect(provider.asked).toEqual([]);
  });
});
