import type { Excerpt, ExcerptParams } from '../../common/contracts/engineContract';
import { decodeFile } from '../corpus/decodeFile';
import { readWhole } from '../corpus/readWhole';
import type { Shard, ShardFile } from '../indexing/shard';
import { inspectFile, linesOf } from '../freshness/freshness';
import { placeOf } from './hits';
import type { SearchRoot, SearchTools } from './searchParts';

/**
 * Current lines of an indexed file: the requested ones, as far as they exist, or the indexed chunk around a line.
 * Undefined if the file, the line or the chunk does not exist, or the file is not indexed: what was left out as secret or
 * ignored, or lies behind a link, is not read and not sent to a provider.
 */
export async function readExcerpt(
  root: SearchRoot,
  tools: SearchTools,
  { path, line, endLine }: ExcerptParams,
): Promise<Excerpt | undefined> {
  const { source, corpus, store, published } = root;
  const shard = published ? await published.shardOf(path) : store.shards[store.shardOf(path)];
  const file = shard?.files.find((candidate) => candidate.path === path);
  if (!shard || !file) return undefined;
  if (endLine === undefined) return readChunk(root, tools, { shard, file }, line);
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readWhole(source, path, corpus, file.language);
  } catch {
    return undefined;
  }
  const decoded = bytes && decodeFile(bytes, file.encoding);
  return decoded && 'text' in decoded ? excerptOf(decoded.text, line, endLine) : undefined;
}

async function readChunk(
  { source, corpus }: SearchRoot,
  tools: SearchTools,
  { shard, file }: { readonly shard: Shard; readonly file: ShardFile },
  line: number,
): Promise<Excerpt | undefined> {
  const state = await inspectFile(file, { source, corpus, ...tools });
  for (let chunk = file.firstChunk; chunk < file.firstChunk + file.chunkCount; chunk++) {
    const fresh = await state.locate(placeOf(shard, chunk));
    if (fresh && fresh.startLine <= line && line <= fresh.endLine)
      return excerptOf(fresh.fileText, fresh.startLine, fresh.endLine);
  }
  return undefined;
}

function excerptOf(text: string, startLine: number, endLine: number): Excerpt | undefined {
  const lines = linesOf(text, startLine, endLine);
  if (lines.length === 0) return undefined;
  return { startLine, endLine: startLine + lines.length - 1, text: lines.join('\n') };
}
