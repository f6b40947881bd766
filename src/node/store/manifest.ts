import { createHash } from 'node:crypto';
import type { SnapshotOrigin } from '../../common/contracts/indexReport';
import { isRecord, isString, isWhole } from '../../common/typeGuards';
import type { IndexFingerprint } from '../../engine/indexing/indexStore';
import { isShardCount, leastShards, mostShards } from '../../engine/indexing/shardCount';
import { noUnread, type UnreadPaths } from '../../engine/indexing/unreadPaths';
import { ifThere, type FileSystem } from './fileSystem';
import { shardFormatVersion } from './shardFormat';
import { ForeignFormatError } from './storeError';

/** Content of `manifest.json`, about the shards beside it. */
export interface Manifest {
  readonly formatVersion: number;
  /** See `shardCountFor`. It does not change once something is stored. */
  readonly shardCount: number;
  readonly fingerprint: IndexFingerprint;
  /** Whether a run over the whole workspace folder was finished at some time, and nothing was lost since. */
  readonly complete: boolean;
  /** Paths that could not be read or indexed in the last attempt. */
  readonly unread: UnreadPaths;
  /** Set while the file stamps are those of another folder, from whose index this one was copied. */
  readonly hasForeignStamps?: true | undefined;
  /** The snapshot from which the index started. */
  readonly snapshot?: SnapshotOrigin | undefined;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** Name of the file of the manifest. */
export const manifestName = 'manifest.json';

/** Name of the file of a shard. */
export function shardName(shard: number): string {
  return `${String(shard).padStart(2, '0')}.shard`;
}

/** The fewest shards that an index with these files can have, for one whose manifest is lost. */
export function shardCountIn(names: Iterable<string>): number {
  let count = leastShards;
  for (const name of names) {
    const number = Number(/^(\d+)\.shard$/.exec(name)?.[1] ?? 0);
    while (count <= number && count < mostShards) count *= 2;
  }
  return count;
}

/** The text of the file of a manifest. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

const keys = [
  'provider',
  'host',
  'model',
  'dimensions',
  'promptVersion',
  'chunkingVersion',
  'lexicalVersion',
  'parameters',
] as const satisfies readonly (keyof IndexFingerprint)[];

/**
 * Directory name for the index of a fingerprint. Indexes of different models and formats are kept beside each other,
 * so a version of this program never reads an index of another version.
 */
export function fingerprintId(fingerprint: IndexFingerprint, formatVersion = shardFormatVersion): string {
  const values = JSON.stringify([
    formatVersion,
    // Without parameters, the name is the same as before there were any.
    ...keys.map((key) => fingerprint[key]).filter((value) => value !== undefined),
  ]);
  return createHash('sha256').update(values).digest('hex').slice(0, 16);
}

/** The manifest of a new index. */
export function newManifest(fingerprint: IndexFingerprint, shardCount: number = leastShards): Manifest {
  return {
    formatVersion: shardFormatVersion,
    shardCount,
    fingerprint,
    complete: false,
    unread: noUnread,
    createdAt: new Date().toISOString(),
  };
}

/**
 * Reads a manifest; undefined if it is missing or damaged. The shards describe themselves, so only the `complete`
 * flag is lost with it.
 *
 * @throws SemanticSearchError INDEX_UNREADABLE if it cannot be read; ForeignFormatError if it belongs to another format or
 *   model
 */
export async function readManifest(
  fileSystem: FileSystem,
  file: string,
  fingerprint: IndexFingerprint,
): Promise<Manifest | undefined> {
  const text = await ifThere(fileSystem.readFile(file, 'utf8'), file);
  const manifest = text === undefined ? undefined : parse(text);
  if (!manifest) return undefined;
  const { formatVersion, shardCount, fingerprint: known } = manifest;
  if (formatVersion !== shardFormatVersion) throw new ForeignFormatError(file, formatVersion);
  if (!isRecord(known) || typeof shardCount !== 'number') return undefined;
  if (!isShardCount(shardCount)) throw new ForeignFormatError(file, `${String(shardCount)} shards`);
  const { complete, unread, hasForeignStamps, snapshot, createdAt } = manifest;
  if (!keys.every((key) => known[key] === fingerprint[key])) throw new ForeignFormatError(file, known.model);
  return {
    ...newManifest(fingerprint, shardCount),
    complete: complete === true,
    unread: parseUnread(unread),
    ...(hasForeignStamps === true && { hasForeignStamps }),
    ...(isOrigin(snapshot) && { snapshot }),
    ...(typeof createdAt === 'string' && { createdAt }),
  };
}

/** The minimum known of a file that is parsed as a manifest: its version. */
type UncheckedManifest = Pick<Manifest, 'formatVersion'> &
  Partial<Omit<Manifest, 'fingerprint'>> & { readonly fingerprint?: Partial<IndexFingerprint> };

function parse(text: string): UncheckedManifest | undefined {
  try {
    const manifest = JSON.parse(text) as Partial<UncheckedManifest> | null;
    return typeof manifest?.formatVersion === 'number' ? (manifest as UncheckedManifest) : undefined;
  } catch {
    return undefined;
  }
}

function isOrigin(value: unknown): value is SnapshotOrigin {
  return isRecord(value) && isString(value['commit']) && isString(value['place']);
}

/** An invalid value is treated as empty: the next run determines it again. */
function parseUnread(value: unknown): UnreadPaths {
  if (!isRecord(value) || !Array.isArray(value['paths']) || !isWhole(value['count'], 0)) return noUnread;
  const paths = (value['paths'] as unknown[]).flatMap((one) =>
    isRecord(one) && isString(one['path']) && isString(one['reason'])
      ? [{ path: one['path'], reason: one['reason'] }]
      : [],
  );
  return { count: value['count'], paths };
}
