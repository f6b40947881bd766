import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { systemCodeOf } from '../../common/errors';
import type { IndexFingerprint } from '../../engine/indexing/indexStore';
import { shardFormatVersion } from './shardFormat';

/** Number of shards: few enough to load quickly, small enough that a saved file is a short write. */
export const shardCount = 64;

/** What `manifest.json` says of the shards beside it. */
export interface Manifest {
  readonly formatVersion: number;
  readonly shardCount: number;
  readonly fingerprint: IndexFingerprint;
  /** Whether a run over the whole workspace folder was finished at some time. */
  readonly complete: boolean;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** How far a manifest can be relied on. */
export type ManifestState =
  | { readonly state: 'usable'; readonly manifest: Manifest }
  | { readonly state: 'absent' }
  /** There, but of another format or broken: the shards beside it are not ours. */
  | { readonly state: 'unusable'; readonly reason: string };

const keys = [
  'provider',
  'host',
  'model',
  'dimensions',
  'promptVersion',
  'chunkingVersion',
  'lexicalVersion',
] as const satisfies readonly (keyof IndexFingerprint)[];

/** Name of the directory for the index of a fingerprint: those of different models lie beside each other. */
export function fingerprintId(fingerprint: IndexFingerprint): string {
  const values = JSON.stringify(keys.map((key) => fingerprint[key]));
  return createHash('sha256').update(values).digest('hex').slice(0, 16);
}

export function newManifest(fingerprint: IndexFingerprint): Manifest {
  return {
    formatVersion: shardFormatVersion,
    shardCount,
    fingerprint,
    complete: false,
    createdAt: new Date().toISOString(),
  };
}

export async function readManifest(file: string, fingerprint: IndexFingerprint): Promise<ManifestState> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return { state: 'absent' };
    return { state: 'unusable', reason: `it cannot be read (${systemCodeOf(error) ?? 'unknown'})` };
  }
  let manifest: Partial<Manifest> | null;
  try {
    manifest = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    return { state: 'unusable', reason: 'it is not JSON' };
  }
  if (manifest?.formatVersion !== shardFormatVersion || manifest.shardCount !== shardCount) {
    return { state: 'unusable', reason: 'it is of another format' };
  }
  const known = manifest.fingerprint as Partial<IndexFingerprint> | undefined;
  if (!keys.every((key) => known?.[key] === fingerprint[key])) {
    return { state: 'unusable', reason: 'it is that of another model' };
  }
  return {
    state: 'usable',
    manifest: {
      ...newManifest(fingerprint),
      complete: manifest.complete === true,
      ...(typeof manifest.createdAt === 'string' && { createdAt: manifest.createdAt }),
    },
  };
}
