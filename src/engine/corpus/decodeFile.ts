import { message, type Message } from '../../common/messages/message';
import type { SkipCause } from './corpusEntry';
import { decodeAs, decodeLegacy } from './legacyEncoding';

/** The text of a file, or the reason why it has none. */
export type DecodedFile =
  | {
      /** Line breaks are as in the file; a byte order mark is not part of it. */
      readonly text: string;
      /** Name of the encoding for `TextDecoder`. */
      readonly encoding: string;
    }
  | { readonly skip: SkipCause };

const sampleBytes = 8192;

/** Control characters that do not belong in text are less than this share of one. */
const maxControlShare = 0.05;

/** Least share of ASCII among the code units of UTF-16 to recognize it without a byte order mark. */
const minUtf16AsciiShare = 0.4;

/** An occasional NUL, for instance in a test of a parser, does not make a source file binary. */
const maxNulShare = 0.002;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** See {@link decodeFile}. */
const unlessUtf8 = 'utf-8,';

/**
 * Decodes a whole file: UTF-8, UTF-16 with or without a byte order mark, otherwise the legacy encoding whose
 * characters look most like language. Never throws, loses no line.
 *
 * @param told the configured encoding; an unknown one is ignored. `utf-8,NAME` is the encoding of files that are not
 *   UTF-8: unlike an attribute of git, a setting applies to files of all kinds.
 */
export function decodeFile(bytes: Uint8Array, told?: string): DecodedFile {
  const usual = told?.startsWith(unlessUtf8) ? told.slice(unlessUtf8.length) : undefined;
  const marked =
    decodeMarked(bytes) ??
    (told === undefined || usual !== undefined ? undefined : decodeTold(bytes, told)) ??
    (usual !== undefined && /^utf-?16/i.test(usual) ? decodeUsualUtf16(bytes, usual) : undefined);
  if (marked) {
    return marked;
  }
  const sample = bytes.subarray(0, sampleBytes);
  const hasNul = sample.includes(0);
  if (hasNul) {
    const encoding = guessUtf16(sample);
    if (encoding !== undefined) {
      return decodeUtf16(bytes, encoding);
    }
    if (sample.filter((byte) => byte === 0).length > sample.length * maxNulShare) {
      return binary(message('nulBytes'));
    }
  }
  if (controlShare(sample) > maxControlShare) {
    return binary(message('controlCharacters'));
  }
  const text = decodeUtf8(bytes);
  if (text !== undefined && (usual === undefined || !isDoubtfulUtf8(text)))
    return { text, encoding: 'utf-8' };
  if (hasNul && text === undefined) return binary(message('nulBytes'));
  const legacy = usual === undefined ? undefined : decodeTold(bytes, usual);
  if (legacy && 'text' in legacy && !legacy.text.includes('\ufffd')) return legacy;
  if (text !== undefined) return { text, encoding: 'utf-8' };
  if (isIso2022Jp(bytes)) return decodeTold(bytes, 'iso-2022-jp') ?? binary(message('controlCharacters'));
  return (
    decodeLegacy(bytes) ?? legacy ?? { skip: { reason: 'undecodable', detail: message('unknownEncoding') } }
  );
}

/**
 * Decodes bytes that {@link decodeFile} decoded before, with the same encoding: whether they are text is not examined
 * again.
 */
export function decodeAgain(bytes: Uint8Array, told?: string): DecodedFile {
  const isUtf8 = told === undefined && !bytes.subarray(0, sampleBytes).includes(0);
  const text = isUtf8 ? decodeUtf8(bytes) : undefined;
  return text === undefined ? decodeFile(bytes, told) : { text, encoding: 'utf-8' };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  if (isIso2022Jp(bytes)) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether an escape sequence of ISO-2022-JP, the encoding of Japanese mail, is in it: `ESC $ @` or `ESC $ B`. */
function isIso2022Jp(bytes: Uint8Array): boolean {
  for (let at = bytes.indexOf(0x1b); at >= 0; at = bytes.indexOf(0x1b, at + 1)) {
    if (bytes[at + 1] === 0x24 && (bytes[at + 2] === 0x40 || bytes[at + 2] === 0x42)) return true;
  }
  return false;
}

/**
 * Whether a text that is valid UTF-8 may be a few characters of another encoding: at most three characters beyond
 * ASCII, each of two bytes.
 */
function isDoubtfulUtf8(text: string): boolean {
  const beyond = text.match(/[^\0-\x7f]/g) ?? [];
  return beyond.length > 0 && beyond.length <= 3 && beyond.every((char) => char < '\u0800');
}

/** A file with a zero byte, or that is not UTF-8, in the UTF-16 that the settings state. */
function decodeUsualUtf16(bytes: Uint8Array, usual: string): DecodedFile | undefined {
  if (!bytes.subarray(0, sampleBytes).includes(0) && decodeUtf8(bytes) !== undefined) return undefined;
  const decoded = decodeTold(bytes, usual);
  const isText = decoded && 'text' in decoded && !/[\0\ufffd]/.test(decoded.text);
  return isText ? decoded : undefined;
}

/** Encoding names of git and VS Code that `TextDecoder` does not have. */
const otherNames: readonly (readonly [RegExp, string])[] = [
  [/^(utf-?16)-?(le|be)(?:-bom)?$/i, 'utf-16$2'],
  [/^(?:cp|ms|windows)-?_?(125[0-8]|874)$/i, 'windows-$1'],
  [/^(?:cp|ibm)-?(866)$/i, 'ibm$1'],
  [/^(?:cp|ms)_?93[26]$/i, 'shift_jis'],
  [/^cp949$/i, 'euc-kr'],
  [/^shift-?jis$|^sjis$/i, 'shift_jis'],
  [/^(?:cp|ms|windows)-?950$/i, 'big5'],
  [/^big5hkscs$/i, 'big5-hkscs'],
  [/^euc_?(jp|kr)$/i, 'euc-$1'],
  [/^koi8_?(r|u|t)$/i, 'koi8-$1'],
  [/^koi8_?ru$/i, 'koi8-u'],
  [/^(?:ibm|cp)-?(437|737|850|852|857|865|1125)$/i, 'cp$1'],
  [/^iso-?8859-?16$/i, 'iso-8859-16'],
  [/^mac-?roman$/i, 'macintosh'],
  [/^mac-?cyrillic$/i, 'x-mac-cyrillic'],
];

function decodeTold(bytes: Uint8Array, told: string): DecodedFile | undefined {
  const name = otherNames.reduce((label, [written, known]) => label.replace(written, known), told.trim());
  const encoding = name.toLowerCase();
  const text = decodeAs(bytes, encoding);
  return text === undefined ? undefined : { text, encoding };
}

function decodeMarked(bytes: Uint8Array): DecodedFile | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) {
    return third === 0 && fourth === 0 ? decodeUtf32(bytes, true) : decodeUtf16(bytes, 'utf-16le');
  }
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return decodeUtf32(bytes, false);
  return first === 0xfe && second === 0xff ? decodeUtf16(bytes, 'utf-16be') : undefined;
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): DecodedFile {
  const text = new TextDecoder(encoding).decode(bytes);
  const sample = Array.from({ length: Math.min(text.length, sampleBytes / 2) }, (_, index) =>
    text.charCodeAt(index),
  );
  return controlShare(sample) > maxControlShare ? binary(message('controlCharacters')) : { text, encoding };
}

/** `TextDecoder` does not know UTF-32. */
function decodeUtf32(bytes: Uint8Array, isLittleEndian: boolean): DecodedFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 4; at + 4 <= bytes.length; at += 4) {
    const code = view.getUint32(at, isLittleEndian);
    if (code > 0x10ffff || (code < 32 && isControl(code))) return binary(message('controlCharacters'));
    parts.push(String.fromCodePoint(code));
  }
  return { text: parts.join(''), encoding: isLittleEndian ? 'utf-32le' : 'utf-32be' };
}

/** ASCII in UTF-16 has a zero in every other byte, always on the same side; binary formats have zeros on both. */
function guessUtf16(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  let evenZeros = 0;
  let oddZeros = 0;
  for (let index = 0; index < sample.length; index++) {
    if (sample[index] === 0) {
      if (index % 2 === 0) {
        evenZeros++;
      } else {
        oddZeros++;
      }
    }
  }
  const enough = (sample.length / 2) * minUtf16AsciiShare;
  if (evenZeros === 0 && oddZeros >= enough) {
    return 'utf-16le';
  }
  return oddZeros === 0 && evenZeros >= enough ? 'utf-16be' : undefined;
}

function controlShare(codes: Uint8Array | readonly number[]): number {
  const { length } = codes;
  let controls = 0;
  // By index: an iterator takes several times as long, and each file of an answer is decoded for each query.
  for (let i = 0; i < length; i++) {
    const code = codes[i]!;
    if (code < 32 || code === 127) controls += isControl(code) ? 1 : 0;
  }
  return length === 0 ? 0 : controls / length;
}

/** Backspace to carriage return, SUB (end of file, once) and ESC (colors) occur in text. */
function isControl(code: number): boolean {
  return code < 8 || (code > 13 && code < 26) || (code > 27 && code < 32) || code === 127;
}

function binary(detail: Message): DecodedFile {
  return { skip: { reason: 'binary', detail } };
}
