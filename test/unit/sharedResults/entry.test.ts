import { createCipheriv, generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { quantize, type QuantizedVector } from '../../../src/engine/embedding/quantize';
import { entrySize, openEntry, sealEntry } from '../../../src/node/sharedResults/entry';
import { EntryNames } from '../../../src/node/sharedResults/entryNames';
import { signingOf, type EntrySigning } from '../../../src/node/sharedResults/signing';
import { contentHash } from '../../../src/node/sha256ContentHash';

const dimensions = 6;
const model = { id: 'openai', host: 'api.example.com', model: 'small', dimensions };
const secret = 'correct horse battery staple';
const file = { contentHash: contentHash('content'), language: 'typescript' };
const names = new EntryNames(secret, model);
const entry = names.of(file);

function vector(...numbers: number[]): QuantizedVector {
  const data = new Int8Array(dimensions);
  const scale = quantize(
    Float32Array.from({ length: dimensions }, (_, i) => numbers[i] ?? 0.1),
    data,
    0,
  );
  return { data, scale };
}

const vectors = new Map([
  [contentHash('one'), vector(1, 2, 3)],
  [contentHash('two'), vector(-1, 0.5)],
]);
const sealed = (signing?: EntrySigning): Uint8Array => sealEntry(entry, vectors, { dimensions, signing });
const opened = (
  bytes: Uint8Array,
  { most = 2, of = entry, wide = dimensions, signing = undefined as EntrySigning | undefined } = {},
) => openEntry(bytes, of, { dimensions: wide, most, signing });

/** An entry with these rows, made with the secret. */
function forged(rows: Buffer, head: Uint8Array = sealed().subarray(0, 12)): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', entry.key, nonce).setAAD(
    Buffer.concat([Buffer.from(entry.name, 'hex'), head]),
  );
  return Buffer.concat([head, nonce, cipher.update(rows), cipher.final(), cipher.getAuthTag()]);
}

/** Rows of two vectors of which the second has these numbers. */
function rowsWith(numbers: Int8Array): Buffer {
  const [first] = vectors.values();
  return Buffer.concat([
    Buffer.alloc(16, 1),
    new Uint8Array(first!.data.buffer),
    Buffer.alloc(16, 2),
    new Uint8Array(numbers.buffer),
  ]);
}

/** The keys of a pair, as `openssl` writes them. */
function keyPair() {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { format: 'pem', type: 'spki' },
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
  });
}

describe('an entry', () => {
  it('returns the sealed vectors with their scales', () => {
    const bytes = sealed();
    expect(bytes).toHaveLength(entrySize(2, dimensions, false));
    expect(opened(bytes)).toEqual(vectors);
  });

  it('reveals neither the numbers nor the keys of the texts, and differs each time', () => {
    const bytes = Buffer.from(sealed());
    for (const [key, { data }] of vectors) {
      expect(bytes.includes(Buffer.from(key, 'hex'))).toBe(false);
      expect(bytes.includes(Buffer.from(data.buffer))).toBe(false);
    }
    expect(bytes.equals(sealed())).toBe(false);
  });

  it('is not accepted with any single bit changed', () => {
    const bytes = sealed();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >>> 3]! ^= 1 << (bit & 7);
      expect(opened(damaged), `bit ${bit}`).toBeTypeOf('string');
    }
  });

  it('is not accepted shorter or longer than it was written', () => {
    const bytes = sealed();
    for (let length = 0; length < bytes.length; length++) {
      expect(opened(bytes.subarray(0, length)), `${length} bytes`).toBeTypeOf('string');
    }
    expect(opened(Buffer.concat([bytes, Buffer.alloc(1)]))).toBe('wrong size');
    expect(opened(Buffer.concat([bytes, bytes]))).toBe('wrong size');
  });

  it.each([
    ['a page of another server', Buffer.from('<html><body>Sign in</body></html>'.repeat(9))],
    ['zeros', Buffer.alloc(entrySize(2, dimensions, false))],
    ['random bytes', randomBytes(entrySize(2, dimensions, false))],
  ])('is not %s', (_, bytes) => {
    expect(opened(bytes)).toBeTypeOf('string');
  });

  it('belongs to one content, language, model, host and secret', () => {
    const others = [
      names.of({ ...file, contentHash: contentHash('other') }),
      names.of({ ...file, language: 'javascript' }),
      names.of({ ...file, encoding: 'gb18030' }),
      names.marker,
      new EntryNames(secret, { ...model, model: 'large' }).of(file),
      new EntryNames(secret, { ...model, host: 'other.example.com' }).of(file),
      new EntryNames(secret, { ...model, dimensions: 7 }).of(file),
      new EntryNames('another secret of the team', model).of(file),
    ];
    expect(new Set([entry, ...others].map(({ name }) => name)).size).toBe(others.length + 1);
    for (const of of others) expect(opened(sealed(), { of })).toBe('wrong checksum');
  });

  it('has no more rows than the file has chunks, and the dimensions of the model', () => {
    expect(opened(sealed(), { most: 1 })).toBe('more rows than the file has chunks');
    expect(opened(sealed(), { wide: 5 })).toBe('another format');
  });

  it('does not become a vector that the program never writes, whatever its author', () => {
    const good = Int8Array.of(127, 0, 0, 0, 0, -3);
    expect(opened(forged(rowsWith(good)))).toBeInstanceOf(Map);
    for (const numbers of [
      new Int8Array(dimensions),
      Int8Array.of(5, 4, 3, 2, 1, 0),
      Int8Array.of(127, -128, 0, 0, 0, 0),
    ]) {
      expect(opened(forged(rowsWith(numbers))), numbers.join()).toBe('not a vector');
    }
  });

  it('has scales that are finite, because they follow from the numbers', () => {
    const read = opened(forged(rowsWith(Int8Array.of(127, 127, 127, 127, 127, 127))));
    if (typeof read === 'string') throw new Error(read);
    for (const { scale } of read.values()) expect(scale > 0 && scale < 1).toBe(true);
  });
});

describe('a signed entry', () => {
  const { publicKey, privateKey } = keyPair();
  const ci = signingOf('', privateKey)!;
  const reader = signingOf(publicKey)!;

  it('is accepted with the public key, in each form that the key may have', () => {
    const bytes = sealed(ci);
    expect(bytes).toHaveLength(entrySize(2, dimensions, true));
    const [, base64] = /-----\n(.*)\n-----/s.exec(publicKey)!;
    for (const key of [publicKey, base64!, ` ${base64!}\n`]) {
      expect(opened(bytes, { signing: signingOf(key) })).toEqual(vectors);
    }
    expect(opened(bytes)).toEqual(vectors);
  });

  it('is required of everyone who has the secret', () => {
    const member = signingOf('', keyPair().privateKey)!;
    expect(opened(sealed(), { signing: reader })).toBe('not signed');
    expect(opened(sealed(member), { signing: reader })).toBe('wrong signature');
    const forged = sealed();
    const signed = sealed(ci);
    const mixed = Buffer.concat([forged, signed.subarray(-64)]);
    mixed.set(signed.subarray(0, 12));
    expect(opened(mixed, { signing: reader })).toBe('wrong signature');
  });

  it('is not accepted with any single bit changed, cut off, or under another name', () => {
    const bytes = sealed(ci);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const damaged = Uint8Array.from(bytes);
      damaged[bit >>> 3]! ^= 1 << (bit & 7);
      expect(opened(damaged, { signing: reader }), `bit ${bit}`).toBeTypeOf('string');
    }
    expect(opened(bytes.subarray(0, -1), { signing: reader })).toBe('wrong size');
    expect(opened(bytes.subarray(0, -64), { signing: reader })).toBe('wrong size');
    expect(opened(bytes, { of: names.marker, signing: reader })).toBe('wrong signature');
  });

  it('needs an Ed25519 key, and the two keys of one pair', () => {
    const other = generateKeyPairSync('rsa', {
      modulusLength: 1024,
      publicKeyEncoding: { format: 'pem', type: 'spki' },
      privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    });
    expect(signingOf('', '')).toBeUndefined();
    expect(() => signingOf('no key')).toThrow(/public key .* is not an Ed25519 key/);
    expect(() => signingOf(other.publicKey)).toThrow(/public key .* is not an Ed25519 key/);
    expect(() => signingOf('', other.privateKey)).toThrow(/signing key .* is not an Ed25519 key/);
    expect(() => signingOf(keyPair().publicKey, privateKey)).toThrow(/does not belong/);
    expect(() => signingOf(publicKey, privateKey)).not.toThrow();
  });
});
