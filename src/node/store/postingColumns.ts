import type { DocumentNumbers, PostingList } from '../../engine/retrieval/postings';
import { packNumbers, unpackNumbers, viewAs, type UnsignedNumbers } from './numberColumns';
import { CorruptFileError, type Column } from './packedFile';

/** Number of sections of a posting list. */
export const postingSections = 5;

/** The sections of a posting list. */
export function packPostings({ hashes, offsets, documents, counts }: PostingList): Column[] {
  return [
    ...packHashes(hashes),
    packCounts(countsOf(offsets)),
    packDocuments(documents, offsets),
    packCounts(counts),
  ];
}

/**
 * The inverse of {@link packPostings}.
 *
 * @param section returns the next section
 * @param documentCount number of documents that the list may refer to
 * @throws CorruptFileError if terms are out of order, a document does not exist, or the sections do not have the same number
 *   of terms and documents
 */
export function unpackPostings(section: () => Uint8Array, documentCount: number): PostingList {
  const hashes = unpackHashes(section(), section());
  const offsets = offsetsOf(unpackCounts(section(), hashes.length, Uint32Array));
  const documents = unpackDocuments(section(), offsets, documentCount);
  return { hashes, offsets, documents, counts: unpackCounts(section(), documents.length, Uint8Array) };
}

/** Bits of a difference between two hashes that are stored as they are: its upper bits are few. */
const lowerBits = 16;

/** The differences between the hashes of the terms: their lower bits, and the others, packed. */
function packHashes(hashes: Uint32Array): Column[] {
  const lower = new Uint16Array(hashes.length);
  const upper = new Uint32Array(hashes.length);
  let previous = 0;
  for (let term = 0; term < hashes.length; term++) {
    const difference = hashes[term]! - previous;
    lower[term] = difference;
    upper[term] = difference >>> lowerBits;
    previous = hashes[term]!;
  }
  return [lower, packNumbers(upper)];
}

function unpackHashes(lowerSection: Uint8Array, upperSection: Uint8Array): Uint32Array {
  const lower = viewAs(Uint16Array, lowerSection);
  const hashes = unpackNumbers(upperSection, lower.length);
  let hash = -1;
  for (let term = 0; term < hashes.length; term++) {
    const next = Math.max(0, hash) + hashes[term]! * 2 ** lowerBits + lower[term]!;
    if (!(next > hash && next < 2 ** 32)) throw new CorruptFileError('its terms are out of order');
    hashes[term] = hash = next;
  }
  return hashes;
}

/** The number of documents of each term. */
function countsOf(offsets: Uint32Array): Uint32Array {
  const counts = new Uint32Array(offsets.length - 1);
  for (let term = 0; term < counts.length; term++) counts[term] = offsets[term + 1]! - offsets[term]!;
  return counts;
}

/** Where the documents of each term begin, and at last where those of the last term end. */
function offsetsOf(counts: Uint32Array): Uint32Array {
  const offsets = new Uint32Array(counts.length + 1);
  for (let term = 0; term < counts.length; term++) offsets[term + 1] = offsets[term]! + counts[term]!;
  return offsets;
}

/** For each term its first document, then the differences between its documents; packed. */
function packDocuments(documents: DocumentNumbers, offsets: Uint32Array): Uint8Array {
  const differences = Uint32Array.from(documents);
  for (let term = 0; term + 1 < offsets.length; term++) {
    for (let i = offsets[term + 1]! - 1; i > offsets[term]!; i--) differences[i]! -= documents[i - 1]!;
  }
  return packNumbers(differences);
}

/**
 * Reads, adds and checks them in one pass, because they are most of the numbers of a shard. No shard has documents whose
 * numbers take more than 28 bits.
 */
function unpackDocuments(section: Uint8Array, offsets: Uint32Array, documentCount: number): DocumentNumbers {
  const count = offsets[offsets.length - 1]!;
  if (count > section.length) throw new CorruptFileError('a column of documents is too short');
  const documents = documentCount <= 0x10000 ? new Uint16Array(count) : new Uint32Array(count);
  let at = 0;
  let next = 0;
  for (let term = 1; term < offsets.length; term++) {
    const end = offsets[term]!;
    let document = 0;
    while (next < end) {
      let byte = section[at++]!;
      let difference = byte & 0x7f;
      for (let shift = 7; byte >= 0x80 && shift < 28; shift += 7) {
        byte = section[at++]!;
        difference |= (byte & 0x7f) << shift;
      }
      document += difference;
      if (!(document < documentCount))
        throw new CorruptFileError('a term is in a document that does not exist');
      documents[next++] = document;
    }
  }
  if (at !== section.length) throw new CorruptFileError('a column of documents has another length');
  return documents;
}

/** Counts up to {@link mostCommon} take two bits each, as their code; the others follow, packed. */
const codesPerByte = 4;
const bitsPerCode = 2;
/** The code of a count that follows. */
const rare = 0;
const mostCommon = 3;

function packCounts(counts: UnsignedNumbers | Uint8Array): Uint8Array {
  const codes = new Uint8Array(Math.ceil(counts.length / codesPerByte));
  const others = new Uint32Array(counts.length);
  let found = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    const code = count <= mostCommon ? count : rare;
    if (code === rare) others[found++] = count;
    codes[Math.floor(i / codesPerByte)]! |= code << (bitsPerCode * (i % codesPerByte));
  }
  return Buffer.concat([codes, packNumbers(others.subarray(0, found))]);
}

function unpackCounts<T extends Uint8Array | Uint32Array>(
  section: Uint8Array,
  length: number,
  Type: new (codes: Uint8Array) => T,
): T {
  const bytes = Math.ceil(length / codesPerByte);
  if (bytes > section.length) throw new CorruptFileError('a column of counts is too short');
  const fours = new Uint32Array(bytes);
  for (let i = 0; i < bytes; i++) fours[i] = codesOfByte[section[i]!]!;
  const codes = new Uint8Array(fours.buffer, 0, length);
  const places = placesOf(rare, codes);
  const others = unpackNumbers(section.subarray(bytes), places.length);
  const counts = new Type(codes);
  for (let i = 0; i < places.length; i++) counts[places[i]!] = others[i]!;
  return counts;
}

function placesOf(code: number, codes: Uint8Array): Uint32Array {
  const places = new Uint32Array(codes.length);
  let found = 0;
  for (let i = 0; i < codes.length; i++) if (codes[i] === code) places[found++] = i;
  return places.subarray(0, found);
}

/** The four codes of each byte as one number of four bytes, which is faster than reading them one by one. */
const codesOfByte = Uint32Array.from(
  { length: 0x100 },
  (_, byte) => (byte & 3) | ((byte & 0xc) << 6) | ((byte & 0x30) << 12) | ((byte & 0xc0) << 18),
);
