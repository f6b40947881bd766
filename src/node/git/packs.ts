import { open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { constants as zlib, inflateSync } from 'node:zlib';
import { withoutWaiting } from '../readStart';
import { applyDelta } from './packDelta';
import { whereThere } from './readRegularFile';

/** Largest object that is read, bytes: a commit is much smaller. */
export const maxObjectBytes = 1024 * 1024;

/** Most packs that are searched. */
const maxPacks = 256;
/** Longest chain of deltas that is followed; git makes chains of 50. */
const maxDepth = 64;

/** Types of objects in a pack. */
const types = { commit: 1, offsetDelta: 6, referenceDelta: 7 } as const;

const indexMagic = 0xff_74_4f_63;
const indexVersion = 2;
const fanoutAt = 8;
const namesAt = fanoutAt + 256 * 4;
/** Set in the offset of an object if the offset is in the table of long ones. */
const longOffset = 0x80_00_00_00;
/** Longest header of an object: type and size, and the base of a delta. */
const maxHeaderBytes = 64;

/** An object of a pack; a delta is resolved. */
interface PackedObject {
  readonly type: number;
  readonly content: Buffer;
}

/**
 * The packs of a repository; see `gitformat-pack` in git's documentation. Only commits can be read. Damaged packs have no
 * commits.
 */
export class Packs {
  private constructor(private readonly packs: readonly Pack[]) {}

  /** @param directory `objects` of the repository. @throws the system's error if it cannot be read at the moment */
  static async open(directory: string): Promise<Packs> {
    const parent = path.join(directory, 'pack');
    const names = (await whereThere(readdir(parent))) ?? [];
    const indexes = names.filter((name) => /^pack-[0-9a-f]+\.idx$/.test(name)).slice(0, maxPacks);
    const packs: Pack[] = [];
    for (const name of indexes) {
      const pack = await Pack.open(path.join(parent, name), path.join(parent, name.replace(/idx$/, 'pack')));
      if (pack) packs.push(pack);
    }
    return new Packs(packs);
  }

  /** The text of a commit. Undefined if no pack has it. @param hash hexadecimal */
  async readCommit(hash: string): Promise<string | undefined> {
    for (const pack of this.packs) {
      const object = await pack.read(Buffer.from(hash, 'hex'));
      if (object?.type === types.commit) return object.content.toString();
    }
    return undefined;
  }

  async close(): Promise<void> {
    for (const pack of this.packs) await pack.close();
  }
}

class Pack {
  private constructor(
    private readonly index: FileHandle,
    private readonly objects: FileHandle,
    /** Number of objects whose names begin with at most this byte. */
    private readonly fanout: readonly number[],
  ) {}

  static async open(indexFile: string, packFile: string): Promise<Pack | undefined> {
    const index = await openRegular(indexFile);
    const objects = index && (await openRegular(packFile));
    const head = index && objects && (await readAt(index, 0, namesAt));
    if (
      head?.length === namesAt &&
      head.readUInt32BE(0) === indexMagic &&
      head.readUInt32BE(4) === indexVersion
    ) {
      const fanout = Array.from({ length: 256 }, (_, byte) => head.readUInt32BE(fanoutAt + byte * 4));
      return new Pack(index!, objects!, fanout);
    }
    await index?.close();
    await objects?.close();
    return undefined;
  }

  async read(name: Buffer): Promise<PackedObject | undefined> {
    const offset = await this.find(name);
    return offset === undefined ? undefined : this.readAt(offset, name.length, 0);
  }

  async close(): Promise<void> {
    await this.index.close();
    await this.objects.close();
  }

  /** Where an object begins in the pack. */
  private async find(name: Buffer): Promise<number | undefined> {
    const first = this.fanout[name[0]! - 1] ?? 0;
    const end = this.fanout[name[0]!]!;
    const count = this.fanout[255]!;
    if (end <= first || end > count) return undefined;
    const names = await readAt(this.index, namesAt + first * name.length, (end - first) * name.length);
    let [low, high] = [0, Math.floor(names.length / name.length)];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = middle * name.length;
      const order = names.compare(name, 0, name.length, at, at + name.length);
      if (order === 0) return this.offsetOf(first + middle, count, name.length);
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return undefined;
  }

  private async offsetOf(place: number, count: number, nameBytes: number): Promise<number | undefined> {
    // Between names and offsets, there are checksums of four bytes.
    const offsetsAt = namesAt + count * (nameBytes + 4);
    const short = await readAt(this.index, offsetsAt + place * 4, 4);
    if (short.length < 4) return undefined;
    const offset = short.readUInt32BE(0);
    if (offset < longOffset) return offset;
    const long = await readAt(this.index, offsetsAt + count * 4 + (offset - longOffset) * 8, 8);
    return long.length < 8 ? undefined : Number(long.readBigUInt64BE(0));
  }

  private async readAt(offset: number, nameBytes: number, depth: number): Promise<PackedObject | undefined> {
    const head = await readAt(this.objects, offset, maxHeaderBytes);
    if (head.length < nameBytes + 16 || depth > maxDepth) return undefined;
    const type = (head[0]! >> 4) & 7;
    let size = head[0]! & 15;
    let at = 1;
    for (let factor = 16; head[at - 1]! & 0x80 && at < 10; factor *= 128)
      size += (head[at++]! & 0x7f) * factor;
    if (size > maxObjectBytes) return undefined;
    let base: PackedObject | undefined;
    if (type === types.offsetDelta) {
      let distance = head[at]! & 0x7f;
      for (let i = 0; head[at++]! & 0x80 && i < 8; i++) distance = (distance + 1) * 128 + (head[at]! & 0x7f);
      if (distance > 0 && distance < offset)
        base = await this.readAt(offset - distance, nameBytes, depth + 1);
    } else if (type === types.referenceDelta) {
      const baseOffset = await this.find(head.subarray(at, at + nameBytes));
      at += nameBytes;
      if (baseOffset !== undefined) base = await this.readAt(baseOffset, nameBytes, depth + 1);
    } else if (type !== types.commit) {
      // Also ends chains of deltas of other objects.
      return undefined;
    }
    const packed = await readAt(this.objects, offset + at, size + (size >> 8) + 1024);
    const content = inflateStart(packed, size);
    if (!content || type === types.commit) return content && { type, content };
    const resolved = base && applyDelta(base.content, content, maxObjectBytes);
    return resolved && { type: base!.type, content: resolved };
  }
}

/** Inflates what is followed by other data; undefined if it does not have exactly this size. */
function inflateStart(packed: Uint8Array, size: number): Buffer | undefined {
  try {
    const content = inflateSync(packed, {
      finishFlush: zlib.Z_SYNC_FLUSH,
      maxOutputLength: Math.max(size, 1),
    });
    return content.length === size ? content : undefined;
  } catch {
    return undefined;
  }
}

/** Opens a file whose path comes from another file; undefined if it is not a regular one. */
async function openRegular(file: string): Promise<FileHandle | undefined> {
  const handle = await whereThere(open(file, withoutWaiting));
  if (handle && (await handle.stat()).isFile()) return handle;
  await handle?.close();
  return undefined;
}

/** A part of a file; shorter at its end. */
async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}
