import { Buffer } from 'node:buffer';
import { seededRandom } from '../../chunking/randomText';

/** A text, and its token count by OpenAI's tokenizers. */
export interface TokenSample {
  readonly name: string;
  readonly text: string;
  /** The larger count of cl100k_base and o200k_base. */
  readonly tokens: number;
}

function drawn(length: number, draw: (random: () => number) => string): string {
  const random = seededRandom(length);
  return Array.from({ length }, () => draw(random)).join('');
}

function oneOf(alphabet: string): (random: () => number) => string {
  return (random) => alphabet.charAt(Math.floor(random() * alphabet.length));
}

function between(first: number, last: number): (random: () => number) => string {
  return (random) => String.fromCodePoint(first + Math.floor(random() * (last - first + 1)));
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const bytes = Uint8Array.from(drawn(1500, between(0, 255)), (character) => character.charCodeAt(0));

const minified =
  'function u(e,t){for(var n=[],r=0;r<e.length;r++)t(e[r],r)&&n.push(e[r]);return n}var c=Object.defineProperty,' +
  'f=(e,t,n)=>t in e?c(e,t,{enumerable:!0,configurable:!0,writable:!0,value:n}):e[t]=n;!function(e){"use strict";' +
  'var t={};function n(r){if(t[r])return t[r].exports;var o=t[r]={i:r,l:!1,exports:{}};return e[r].call(o.exports,o,' +
  'o.exports,n),o.l=!0,o.exports}n.m=e,n.c=t,n.d=function(e,t,r){n.o(e,t)||Object.defineProperty(e,t,{get:r})}}([]);';

/** Texts that tokenizers split into smaller tokens than prose and code. */
export const tokenSamples: readonly TokenSample[] = [
  { name: 'base64', text: Buffer.from(bytes).toString('base64'), tokens: 1450 },
  { name: 'hexadecimal numbers', text: Buffer.from(bytes).toString('hex'), tokens: 1735 },
  { name: 'capitals drawn by lot', text: drawn(1200, oneOf(upper)), tokens: 709 },
  { name: 'small letters drawn by lot', text: drawn(1300, oneOf(upper.toLowerCase())), tokens: 695 },
  { name: 'letters drawn by lot', text: drawn(1400, oneOf(upper + upper.toLowerCase())), tokens: 930 },
  { name: 'digits', text: drawn(1000, oneOf('0123456789')), tokens: 334 },
  { name: 'printable characters', text: drawn(1600, between(0x21, 0x7e)), tokens: 1210 },
  { name: 'controls', text: drawn(400, between(0, 31)), tokens: 396 },
  { name: 'minified code', text: minified.repeat(3), tokens: 501 },
  { name: 'indented lines', text: 'a\n\t\t\tb;\r\n        c = 1\r\n\t \t d\n\n\n'.repeat(40), tokens: 560 },
  { name: 'ideographs', text: drawn(900, between(0x4e00, 0x9fa5)), tokens: 2087 },
  {
    name: 'Chinese',
    text: '将嵌入请求按数量和令牌打包，超出限制时减半重试，并记住学到的限制。'.repeat(20),
    tokens: 740,
  },
  {
    name: 'Japanese',
    text: 'ファイルの埋め込みをまとめて送信し、制限を学習します。'.repeat(20),
    tokens: 580,
  },
  { name: 'Hangul', text: drawn(800, between(0xac00, 0xd7a3)), tokens: 2078 },
  {
    name: 'Cyrillic',
    text: 'Проверка ответа: число векторов, размерность и порядок.\n'.repeat(20),
    tokens: 380,
  },
  { name: 'Arabic', text: 'تُرسل النصوص في دفعات وتُحفظ المتجهات.\n'.repeat(20), tokens: 540 },
  { name: 'emoji', text: drawn(300, between(0x1f300, 0x1f5ff)), tokens: 866 },
  { name: 'families of emoji', text: '👩‍👩‍👧‍👦🏳️‍🌈👍🏽'.repeat(30), tokens: 990 },
];
