import type { Excerpt, ExcerptParams } from '../../common/engineContract';
import { decodeFile } from '../corpus/decodeFile';
import { readWhole } from '../corpus/readWhole';
import { inspectFile, linesOf } from '../freshness/freshness';
import { placeOf } from './hits';
import type { SearchRoot, SearchTools } from './searchParts';

/**
 * Current lines of a file: the requested ones, as far as they exist, or the indexed chunk around a line. Undefined if
 * the file, the line or the chunk does not exist, or the file is too large to be indexed.
 */
export async function readExcerpt(
  root: SearchRoot,
  tools: SearchTools,
  { path, line, endLine }: ExcerptParams,
): Promise<Excerpt | undefined> {
  if (endLine === undefined) return readChunk(root, tools, path, line);
  if (path.split('/').includes('..')) return undefined;
  let bytes: Uint8Array | undefined;
  try {
    bytes = await readWhole(root.source, path, root.corpus);
  } catch {
    return undefined;
  }
  const decoded = bytes && decodeFile(bytes);
  return decoded && 'text' in decoded ? excerptOf(decoded.text, line, endLine) : undefined;
}

async function readChunk(
  { source, corpus, store }: SearchRoot,
  tools: SearchTools,
  path: string,
  line: number,
): Promise<Excerpt | undefined> {
  const shard = store.shards[store.shardOf(path)];
  const file = shard?.files.find((candidate) => candidate.path === path);
  if (!shard || !file) return undefined;
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
