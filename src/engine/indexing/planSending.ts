import {
  CancelledError,
  messageOf,
  SemanticSearchError,
  systemCodeOf,
  throwIfCancelled,
} from '../../common/errors/errors';
import type { PathReason } from '../../common/contracts/indexReport';
import type { MaskedString, PlannedFile, SendingPlan } from '../../common/contracts/providerInfo';
import { writeDetail } from '../../common/messages/detailForm';
import type { Text } from '../../common/messages/message';
import type { CorpusFile, SkippedFile } from '../corpus/corpusFile';
import { maskSecrets } from '../corpus/secrets/maskSecrets';
import { walkCorpus, type CorpusOptions } from '../corpus/walkCorpus';
import type { EmbeddingCache } from '../embedding/embeddingCache';
import { withOtherModels } from '../embedding/otherModels';
import { withSharedVectors } from '../embedding/sharedVectors';
import { analyzeFile, type AnalyzedFile } from './analyzeFile';
import { countIndex } from './countIndex';
import { toSharedFiles } from './embedFiles';
import type { IndexerParts, RunOptions } from './indexerParts';
import type { IndexStore } from './indexStore';
import { ReadAhead, readAheadDepth } from './readAhead';
import { isNewIndex } from './startFromSnapshot';

/** Bytes of UTF-8 per token of code, a low estimate. */
const bytesPerToken = 3;

/**
 * What an update of the index of a workspace folder would send to the provider, and what would be held back. Sends
 * nothing to the provider, and stores only vectors that the team shares; takes about as long as indexing without embedding.
 *
 * @throws CancelledError; SemanticSearchError if the folder is gone
 */
export async function planSending(
  parts: IndexerParts,
  options: CorpusOptions,
  { onProgress, signal }: RunOptions = {},
): Promise<SendingPlan> {
  const { source, store, shared, snapshots, hash } = parts;
  const draft = new PlanDraft();
  const files: CorpusFile[] = [];
  for await (const entry of walkCorpus(source, options, signal)) {
    if (entry.type === 'file') files.push(entry.file);
    else draft.noteSkip(entry.skipped);
  }
  const snapshot =
    store.snapshot ?? (snapshots && isNewIndex(store) ? await snapshots.find(signal) : undefined);
  const sharedBefore = shared?.counts.vectors ?? 0;
  const reader = new ReadAhead(({ path }: CorpusFile) => source.readFile(path));
  for (const [i, file] of files.entries()) {
    throwIfCancelled(signal);
    await parts.giveWay?.();
    onProgress?.({ phase: 'indexing', done: i, total: files.length });
    try {
      const bytes = await reader.take(file, () => files.slice(i + 1, i + 1 + readAheadDepth));
      const contentHash = hash(bytes);
      const analyzed = await analyzeFile({ ...file, contentHash }, bytes, parts, signal);
      draft.noteFile(analyzed, await cachedVectors(analyzed, parts, signal));
    } catch (error) {
      if (error instanceof CancelledError || error instanceof SemanticSearchError) throw error;
      // A file deleted since the walk is not sent.
      if (systemCodeOf(error) !== 'ENOENT') draft.noteUnread(file.path, messageOf(error));
    }
  }
  return {
    ...draft.finish(),
    ...(shared && {
      shared: {
        place: shared.counts.place,
        vectors: shared.counts.vectors - sharedBefore,
        fault: shared.counts.fault,
        ...(snapshot && { snapshot }),
      },
    }),
  };
}

/** The vectors of a file's chunks that need not be sent for; undefined for each of the others. */
function cachedVectors(
  file: AnalyzedFile,
  { cache, others, shared }: IndexerParts,
  signal: AbortSignal | undefined,
): ReturnType<EmbeddingCache['getMany']> {
  const documents = file.chunks.map(({ document }) => document);
  const local = others ? withOtherModels(cache, others, documents) : cache;
  const level = shared ? withSharedVectors(local, shared, toSharedFiles(file), signal) : local;
  return level.getMany(documents.map(({ key }) => key));
}

/** A plan that is being made. */
class PlanDraft {
  private readonly files: PlannedFile[] = [];
  private readonly heldBack: { path: string; detail: Text }[] = [];
  private readonly masked: MaskedString[] = [];
  private readonly unread: PathReason[] = [];
  /** Keys of the texts to send: equal texts are sent once. */
  private readonly counted = new Set<string>();
  private known = 0;

  /** Notes a path that the walk left out. */
  noteSkip({ path, reason, detail = '' }: SkippedFile): void {
    if (reason === 'unreadable') this.noteUnread(path, writeDetail(detail));
    else if (reason === 'secret') this.heldBack.push({ path, detail });
  }

  noteUnread(path: string, reason: string): void {
    this.unread.push({ path, reason });
  }

  /** @param cached a vector for each chunk, undefined for those without one */
  noteFile({ record: { path, skip }, chunks }: AnalyzedFile, cached: readonly unknown[]): void {
    if (skip) this.noteSkip({ path, ...skip });
    let toSend = 0;
    let tokens = 0;
    for (const [row, { startLine, document }] of chunks.entries()) {
      const { text, found } = maskSecrets(document.text ?? '');
      // The first line is the header.
      for (const { line, what } of found) {
        this.masked.push({ path, line: Math.max(startLine, startLine + line - 2), what });
      }
      if (cached[row] !== undefined || this.counted.has(document.key)) {
        this.known++;
        continue;
      }
      this.counted.add(document.key);
      toSend++;
      tokens += tokensOf(text);
    }
    if (toSend > 0) this.files.push({ path, chunks: toSend, tokens });
  }

  /** The plan, without what is shared. Its lists are ordered by path. */
  finish(): SendingPlan {
    return {
      files: byPath(this.files),
      chunks: this.files.reduce((sum, file) => sum + file.chunks, 0),
      tokens: this.files.reduce((sum, file) => sum + file.tokens, 0),
      known: this.known,
      heldBack: byPath(this.heldBack),
      masked: byPath(this.masked),
      unread: byPath(this.unread),
    };
  }
}

function byPath<T extends { readonly path: string }>(items: T[]): T[] {
  return items.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

/** Approximate number of tokens in the header of a chunk, its breadcrumb. */
const headerTokens = 6;

/**
 * Tokens of all chunks of an index, estimated from the sizes of its files without reading them; the upper bound of
 * what a new index would send.
 */
export function estimateIndexTokens(store: Pick<IndexStore, 'shards'>): number {
  const bytes = store.shards
    .flatMap((shard) => shard?.files ?? [])
    .reduce((sum, { sizeBytes, skip }) => (skip ? sum : sum + sizeBytes), 0);
  return tokensOfBytes(bytes) + countIndex(store).chunks * headerTokens;
}

/** Tokens of files, estimated from their size; more likely too many than too few. */
export function tokensOfBytes(bytes: number): number {
  return Math.ceil(bytes / bytesPerToken);
}

/** Tokens of a text, estimated in the same way. */
export function tokensOf(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code < 0xe000) ? 2 : 3;
  }
  return Math.ceil(bytes / bytesPerToken);
}
