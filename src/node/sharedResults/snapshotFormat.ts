import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { isRecord, isString, isWhole } from '../../common/typeGuards';
import { isShardCount, leastShards } from '../../engine/indexing/shardCount';
import type { EntryName } from './entryNames';
import { isSignedFor, seal, sealBytes, unseal } from './seal';
import { signatureBytes, type EntrySigning } from './signing';

const magic = 0x53_53_53_31; // SSS1
const kinds = { list: 1, shard: 2 } as const;
/** Magic (4), kind (2). */
const headBytes = 6;

/** Longest list of shards, sealed. */
export const maxListBytes = 128 * 1024;
/** Largest shard. */
const maxShardBytes = 256 * 1024 * 1024;

/** A shard of a snapshot. */
export interface ListedShard {
  readonly number: number;
  /** SHA-256 of its content, 64 hexadecimal digits. */
  readonly hash: string;
  /** Size of its content, bytes. */
  readonly size: number;
}

/** What a snapshot consists of. */
export interface SnapshotList {
  /** Number of shards of the published index. */
  readonly shardCount: number;
  /** Ordered by number. */
  readonly shards: readonly ListedShard[];
}

/** The bytes of the list of a snapshot: JSON, encrypted and signed. */
export function sealList(name: EntryName, list: SnapshotList, signing: EntrySigning): Uint8Array {
  return seal(name, headOf('list'), Buffer.from(JSON.stringify(list)), signing);
}

/** Reads what {@link sealList} made. @returns the list, or why it cannot be used */
export function openList(bytes: Uint8Array, name: EntryName, signing: EntrySigning): SnapshotList | string {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (whole.length < headBytes + sealBytes + signatureBytes) return 'too short';
  if (!whole.subarray(0, headBytes).equals(headOf('list'))) return 'another format';
  const sealed = whole.subarray(0, -signatureBytes);
  if (!isSignedFor(name, sealed, whole.subarray(-signatureBytes), signing)) return 'wrong signature';
  const content = unseal(name, headBytes, sealed);
  return content ? (parseList(content.toString()) ?? 'not a list of shards') : 'wrong checksum';
}

/** Most bytes that a sealed shard has. */
export function sealedShardBytes(size: number): number {
  // Incompressible content grows by five bytes in each block of at least 16 KB.
  return headBytes + sealBytes + size + Math.ceil(size / 1024) + 64;
}

/** SHA-256, 64 hexadecimal digits. */
export function hashOf(content: Uint8Array): string {
  return hash('sha256', content, 'hex');
}

/** The bytes of a shard: compressed, then encrypted. */
export async function sealShard(name: EntryName, content: Uint8Array): Promise<Uint8Array> {
  return seal(name, headOf('shard'), await promisify(deflateRaw)(content));
}

/** Reads what {@link sealShard} made. @returns its content, with the size and hash of the list; or why it cannot be used */
export async function openShard(
  bytes: Uint8Array,
  name: EntryName,
  listed: ListedShard,
): Promise<Buffer | string> {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (whole.length < headBytes + sealBytes) return 'too short';
  if (!whole.subarray(0, headBytes).equals(headOf('shard'))) return 'another format';
  const packed = unseal(name, headBytes, whole);
  if (!packed) return 'wrong checksum';
  const content = await inflate(packed, listed.size);
  return content && hashOf(content) === listed.hash ? content : 'wrong content';
}

/** Undefined if it is not compressed data, or longer. */
async function inflate(packed: Buffer, maxOutputLength: number): Promise<Buffer | undefined> {
  try {
    return await promisify<Buffer, { maxOutputLength: number }, Buffer>(inflateRaw)(packed, {
      maxOutputLength,
    });
  } catch {
    return undefined;
  }
}

function parseList(text: string): SnapshotList | undefined {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(list)) return undefined;
  // Lists of earlier versions do not name it.
  const { shards, shardCount = leastShards } = list;
  if (!isShardCount(shardCount) || !Array.isArray(shards) || !shards.every(isListedShard)) return undefined;
  return isAscending(shards) && (shards.at(-1)?.number ?? 0) < shardCount
    ? { shardCount, shards }
    : undefined;
}

function isListedShard(value: unknown): value is ListedShard {
  if (!isRecord(value)) return false;
  const { number, hash: digits, size } = value;
  return (
    isWhole(number, 0) &&
    isString(digits) &&
    /^[0-9a-f]{64}$/.test(digits) &&
    isWhole(size, 1) &&
    size <= maxShardBytes
  );
}

function isAscending(shards: readonly ListedShard[]): boolean {
  return shards.every(({ number }, i) => i === 0 || shards[i - 1]!.number < number);
}

function headOf(kind: keyof typeof kinds): Buffer {
  const head = Buffer.alloc(headBytes);
  head.writeUInt32BE(magic, 0);
  head.writeUInt16BE(kinds[kind], 4);
  return head;
}
