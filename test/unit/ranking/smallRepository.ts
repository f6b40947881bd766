import type { SymbolKind } from '../../../src/common/contracts/symbolKind';
import type { Shard } from '../../../src/engine/indexing/shard';
import { DefinitionScorer } from '../../../src/engine/ranking/definitions/definitionScorer';
import { Vocabulary } from '../../../src/engine/ranking/definitions/vocabulary';
import { PathComparer, PathVectorCache } from '../../../src/engine/ranking/pathLikeness';
import { PlaceScorer } from '../../../src/engine/ranking/places';
import type { Evidence } from '../../../src/engine/ranking/rank';
import { wordsIn } from '../../../src/engine/retrieval/words';
import { vectorScores } from '../../../src/engine/retrieval/vectorRetriever';
import { lexicalEvidence, shardOf, type SmallFile } from '../../support/memoryIndex';

const named = (name: string, kind: SymbolKind = 'function') => ({ name, kind, line: 1 });

/** A repository with a file of each sort that ranking treats differently. */
export const repository: readonly SmallFile[] = [
  {
    path: 'src/session/sessionStore.ts',
    chunks: [
      {
        text: 'export class SessionStore { open() { sessions; } }',
        symbols: [named('SessionStore', 'class')],
      },
      {
        text: '/** Deletes sessions that are expired. */ removeExpiredSessions(clock) { sessions.delete(key) }',
        symbols: [named('removeExpiredSessions', 'method')],
      },
    ],
  },
  {
    path: 'src/session/index.ts',
    chunks: [{ text: "export { SessionStore } from './sessionStore';" }],
  },
  {
    path: 'src/session/sessionStore.test.ts',
    chunks: [
      {
        text: "it('removes expired sessions', () => { new SessionStore().removeExpiredSessions(clock); })",
        symbols: [named('SessionStore')],
      },
    ],
  },
  {
    path: 'examples/sessions.ts',
    chunks: [{ text: 'const store = new SessionStore(); store.open(); store.removeExpiredSessions(clock);' }],
  },
  {
    path: 'docs/sessions.md',
    kind: 'docs',
    language: 'markdown',
    chunks: [
      {
        text: '# Sessions\n\nExpired sessions are removed from the store.',
        symbols: [named('Sessions', 'section')],
      },
    ],
  },
  {
    path: 'src/http/handlers/inner/requestHandler.ts',
    chunks: [
      {
        text: 'class RequestHandler { handle(request) { store = new SessionStore(); reply(404) } }',
        symbols: [named('RequestHandler', 'class')],
      },
    ],
  },
  {
    path: 'src/util/clock.ts',
    chunks: [
      { text: 'export function isExpired(time) { return time < now; }', symbols: [named('isExpired')] },
    ],
  },
  { path: 'src/paint.ts', chunks: [{ text: 'const red = paint(1, 2, 3); const blue = paint(4, 5, 6);' }] },
];

/** Cosines of the chunks with every query, by path. */
const cosines: Readonly<Record<string, readonly number[]>> = {
  'src/session/sessionStore.ts': [0.3, 0.7],
  'src/session/index.ts': [0.15],
  'src/session/sessionStore.test.ts': [0.6],
  'examples/sessions.ts': [0.4],
  'docs/sessions.md': [0.65],
  'src/http/handlers/inner/requestHandler.ts': [0.2],
  'src/util/clock.ts': [0.35],
  // No vector.
  'src/paint.ts': [0],
};

/** A model with two meanings, which are not quite unrelated. */
const meanings = [
  ['session', 'sessions', 'store', 'expired'],
  ['request', 'handler', 'handlers', 'http'],
];
const model = (text: string): Float32Array | undefined => {
  const words = wordsIn(text);
  const counts = meanings.map((known) => words.filter((word) => known.includes(word)).length);
  if (counts.every((count) => count === 0)) return undefined;
  const vector = [...counts, 0.5];
  return Float32Array.from(vector, (value) => value / Math.hypot(...vector));
};

/** The index of the repository, in two shards. */
export function repositoryShards(): Shard[] {
  return [shardOf(repository.slice(0, 4)), shardOf(repository.slice(4))];
}

/** What retrieval finds for a query, with vectors of chunks and paths. */
export function repositoryEvidence(text: string): Evidence {
  const shards = repositoryShards();
  const vector = shards.map((shard) => {
    const chunks = Float32Array.from(
      shard.files.flatMap(({ path }) => cosines[path]!),
      Math.fround,
    );
    // The cosine of the mean of a file's vectors is the mean of the cosines if the vectors are the same.
    const files = Float32Array.from(shard.files, ({ path }) => {
      const all = cosines[path]!;
      return all.reduce((sum, cosine) => sum + cosine, 0) / all.length;
    });
    return { ...vectorScores([shard], [chunks])[0]!, files };
  });
  const evidence = { ...lexicalEvidence(shards, text), vector };
  return {
    ...evidence,
    places: new PlaceScorer(evidence),
    definitions: new DefinitionScorer(text, evidence, new Vocabulary(model)),
    paths: new PathComparer(text, new PathVectorCache(model)),
  };
}
