import { createHmac } from 'node:crypto';
import { promptVersion } from '../../engine/embedding/documentText';
import { chunkingVersion } from '../../engine/chunking/chunkingOptions';
import type { EmbeddingProvider } from '../../engine/embedding/embeddingProvider';
import type { SharedFile } from '../../engine/embedding/sharedVectors';

/** Version of names, keys and entries; with another one, nothing of this one is found. */
const version = 1;

/** What distinguishes the vectors of two models. */
export type ModelOfEntries = Pick<EmbeddingProvider, 'id' | 'host' | 'model' | 'dimensions' | 'variant'>;

/** A name under which an entry is stored, and the key with which its content is encrypted. */
export interface EntryName {
  /** 64 hexadecimal digits. */
  readonly name: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

/** What a snapshot is found by. */
export interface SnapshotId {
  /** `fingerprintId` of the index, which names the format of its shards, too. */
  readonly index: string;
  readonly commit: string;
  /** Path of the indexed folder within the work tree, `/` between segments; empty for the work tree itself. */
  readonly folder: string;
}

/**
 * The names of entries: keyed hashes of everything that the vectors of a file depend on. Without the secret, nobody can
 * compute the name of a content that they know or guess.
 */
export class EntryNames {
  private readonly fingerprint: readonly unknown[];

  constructor(
    private readonly secret: string,
    { id, host, model, dimensions, variant }: ModelOfEntries,
  ) {
    const ofVariant = variant === undefined ? [] : [variant];
    this.fingerprint = [id, host, model, dimensions, promptVersion, chunkingVersion, ...ofVariant];
  }

  /** The entry of a file. */
  of({ contentHash, language, encoding = '' }: Omit<SharedFile, 'keys'>): EntryName {
    return this.named(['file', contentHash, language, encoding]);
  }

  /** The entry that exists where vectors of this model were published with this secret. */
  get marker(): EntryName {
    return this.named(['marker']);
  }

  /** The list of the shards of an index, as it was at a commit. */
  snapshot({ index, commit, folder }: SnapshotId): EntryName {
    return this.named(['snapshot', index, commit, folder]);
  }

  /** A shard in snapshots, by the hash of its content. */
  shard(hash: string): EntryName {
    return this.named(['shard', hash]);
  }

  private named(what: readonly string[]): EntryName {
    const name = this.hash(['name', ...this.fingerprint, ...what]).toString('hex');
    return { name, key: this.hash(['key', name]) };
  }

  private hash(parts: readonly unknown[]): Buffer {
    return createHmac('sha256', this.secret)
      .update(JSON.stringify(['semantic-search shared results', version, ...parts]))
      .digest();
  }
}
