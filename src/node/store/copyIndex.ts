import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { forEachConcurrently } from '../../common/concurrency';
import type { IndexFingerprint } from '../../engine/indexing/indexStore';
import { createCacheDirectory } from '../cacheTag';
import { ifThere, patientFileSystem, type FileSystem } from './fileSystem';
import { manifestName, manifestText, newManifest, readManifest, shardCountIn, shardName } from './manifest';

/** Number of shards copied concurrently. */
const concurrentCopies = 8;

/** Names of directories of indexes, complete or left by a process that was killed while it copied one. */
export const indexDirectoryName = /^[0-9a-f]{16}(?:\.new-[0-9a-f]{8})?$/;

/** What to copy, and where to. */
export interface CopyIndexOptions {
  /** Directory of an index, which other processes may write meanwhile. */
  readonly source: string;
  /** Directory of the new index, which must not exist. */
  readonly target: string;
  /** That of both. */
  readonly fingerprint: IndexFingerprint;
  /** Whether the source is the index of another folder, so that the file stamps in it mean nothing. */
  readonly hasForeignStamps: boolean;
  /** Default: Node's file system. */
  readonly fileSystem?: FileSystem;
}

/**
 * Creates an index from the shards of another one. It is marked as incomplete, so that the next update compares every
 * file with it. Embedding caches are not copied.
 *
 * The shards may be of different states if the source is written meanwhile. This does no harm: each shard is a
 * consistent file, which records the content hashes of its files. The target appears in one step. If another process
 * has created it meanwhile, that one is kept.
 *
 * @throws SemanticSearchError INDEX_UNREADABLE if the source is of another format or cannot be read; the error of the
 *   file system if the target cannot be created. Then nothing was created.
 */
export async function copyIndex({
  source,
  target,
  fingerprint,
  hasForeignStamps,
  fileSystem,
}: CopyIndexOptions): Promise<void> {
  const files = patientFileSystem(fileSystem);
  const known = await readManifest(files, path.join(source, manifestName), fingerprint);
  const shardCount = known?.shardCount ?? shardCountIn(await files.readdir(source));
  await createCacheDirectory(path.dirname(target), files);
  const unfinished = `${target}.new-${randomBytes(4).toString('hex')}`;
  try {
    await files.mkdir(unfinished);
    const names = Array.from({ length: shardCount }, (_, shard) => shardName(shard));
    await forEachConcurrently(names, concurrentCopies, async (name) => {
      const from = path.join(source, name);
      const bytes = await ifThere(files.readFile(from), from);
      if (bytes) await writeNew(files, path.join(unfinished, name), bytes);
    });
    const manifest = {
      ...newManifest(fingerprint, shardCount),
      ...(hasForeignStamps && { hasForeignStamps }),
    };
    await writeNew(files, path.join(unfinished, manifestName), manifestText(manifest));
    await files.rename(unfinished, target);
  } catch (error) {
    await files.rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** Whether an index was completed at some time. False if this cannot be read. */
export async function isCompleteIndex(directory: string, fingerprint: IndexFingerprint): Promise<boolean> {
  const file = path.join(directory, manifestName);
  const manifest = await readManifest(patientFileSystem(), file, fingerprint).catch(() => undefined);
  return manifest?.complete === true;
}

async function writeNew(files: FileSystem, file: string, content: Buffer | string): Promise<void> {
  const handle = await files.open(file, 'wx');
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
}
