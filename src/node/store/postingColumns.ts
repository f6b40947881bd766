import type { DocumentNumbers, PostingList } from '../../engine/retrieval/postings';
import { packNumbers, packOffsets, unpackOffsets, viewAs } from './numberColumns';
import { CorruptFileError, type Column } from './packedFile';

/** The four sections of a posting list. */
export function packPostings({ hashes, offsets, documents, counts }: PostingList): Column[] {
  return [hashes, packOffsets(offsets), packDocuments(documents, offsets), packCounts(counts)];
}

/**
 * The inverse of {@link packPostings}. Hashes are a view.
 *
 * @param section returns the next section
 * @param documentCount number of documents that the list may refer to
 * @throws CorruptFileError if terms are out of order, a document does not exist, or the sections do not have the same number
 *   of terms and documents
 */
export function unpackPostings(section: () => Uint8Array, documentCount: number): PostingList {
  const hashes = viewAs(Uint32Array, section());
  for (let i = 1; i < hashes.length; i++) {
    if (hashes[i - 1]! >= hashes[i]!) throw new CorruptFileError('its terms are out of order');
  }
  const offsets = unpackOffsets(section(), hashes.length);
  const documents = unpackDocuments(section(), offsets, documentCount);
  return { hashes, offsets, documents, counts: unpackCounts(section(), documents.length) };
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

/** Counts up to {@link mostCommon} take two bits each, as their code; the others follow as bytes. */
const codesPerByte = 4;
const bitsPerCode = 2;
/** The code of a count that follows as a byte. */
const rare = 0;
const mostCommon = 3;

function packCounts(counts: Uint8Array): Uint8Array {
  const codes = Math.ceil(counts.length / codesPerByte);
  const bytes = new Uint8Array(codes + counts.length);
  let end = codes;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    const code = count <= mostCommon ? count : rare;
    if (code === rare) bytes[end++] = count;
    bytes[Math.floor(i / codesPerByte)]! |= code << (bitsPerCode * (i % codesPerByte));
  }
  return bytes.slice(0, end);
}

function unpackCounts(section: Uint8Array, length: number): Uint8Array {
  const codes = Math.ceil(length / codesPerByte);
  if (codes > section.length) throw new CorruptFileError('a column of counts is too short');
  const fours = new Uint32Array(codes);
  for (let i = 0; i < codes; i++) fours[i] = countsOfByte[section[i]!]!;
  const counts = new Uint8Array(fours.buffer, 0, length);
  let next = codes;
  for (let i = 0; i < length; i++) if (counts[i] === rare) counts[i] = section[next++]!;
  if (next !== section.length) throw new CorruptFileError('a column of counts has another length');
  return counts;
}

/** The four codes of each byte as one number of four bytes, which is faster than reading them one by one. */
const countsOfByte = Uint32Array.from(
  { length: 0x100 },
  (_, byte) => (byte & 3) | ((byte & 0xc) << 6) | ((byte & 0x30) << 12) | ((byte & 0xc0) << 18),
);
