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
import type { SkipCause } from '../corpus/corpusEntry';
import type { CorpusFile } from '../corpus/corpusFile';
import { maskSecrets } from '../corpus/secrets/maskSecrets';
import { walkCorpus, type CorpusOptions } from '../corpus/walkCorpus';
import { withOtherModels } from '../embedding/otherModels';
import { withSharedVectors } from '../embedding/sharedVectors';
import { analyzeFile } from './analyzeFile';
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
  const { source, store, cache, others, shared, snapshots, hash } = parts;
  const files: CorpusFile[] = [];
  const heldBack: { path: string; detail: Text }[] = [];
  const unread: PathReason[] = [];
  const holdBack = (path: string, skip: SkipCause | undefined): void => {
    if (skip?.reason === 'secret') heldBack.push({ path, detail: skip.detail ?? '' });
  };
  for await (const entry of walkCorpus(source, options, signal)) {
    if (entry.type === 'file') files.push(entry.file);
    else if (entry.skipped.reason === 'unreadable') {
      unread.push({ path: entry.skipped.path, reason: writeDetail(entry.skipped.detail ?? '') });
    } else holdBack(entry.skipped.path, entry.skipped);
  }
  const planned: PlannedFile[] = [];
  const masked: MaskedString[] = [];
  const counted = new Set<string>();
  let known = 0;
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
      const { record, chunks } = await analyzeFile({ ...file, contentHash }, bytes, parts, signal);
      holdBack(file.path, record.skip);
      const documents = chunks.map(({ document }) => document);
      const keys = documents.map(({ key }) => key);
      const local = others ? withOtherModels(cache, others, documents) : cache;
      const level = shared
        ? withSharedVectors(local, shared, toSharedFiles({ record, chunks }), signal)
        : local;
      const cached = await level.getMany(keys);
      let toSend = 0;
      let tokens = 0;
      for (const [row, chunk] of chunks.entries()) {
        const { text, found } = maskSecrets(chunk.document.text ?? '');
        // The first line is the header.
        for (const { line, what } of found) {
          masked.push({ path: file.path, line: Math.max(chunk.startLine, chunk.startLine + line - 2), what });
        }
        if (cached[row] !== undefined || counted.has(keys[row]!)) {
          known++;
          continue;
        }
        counted.add(keys[row]!);
        toSend++;
        tokens += tokensOf(text);
      }
      if (toSend > 0) planned.push({ path: file.path, chunks: toSend, tokens });
    } catch (error) {
      if (error instanceof CancelledError || error instanceof SemanticSearchError) throw error;
      // A file deleted since the walk is not sent.
      if (systemCodeOf(error) === 'ENOENT') continue;
      unread.push({ path: file.path, reason: messageOf(error) });
    }
  }
  const byPath = <T extends { readonly path: string }>(items: T[]): T[] =>
    items.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return {
    files: byPath(planned),
    chunks: planned.reduce((sum, file) => sum + file.chunks, 0),
    tokens: planned.reduce((sum, file) => sum + file.tokens, 0),
    known,
    ...(shared && {
      shared: {
        place: shared.counts.place,
        vectors: shared.counts.vectors - sharedBefore,
        fault: shared.counts.fault,
        ...(snapshot && { snapshot }),
      },
    }),
    heldBack: byPath(heldBack),
    masked: byPath(masked),
    unread: byPath(unread),
  };
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
