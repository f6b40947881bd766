import { hash } from 'node:crypto';
import type { ContentHash } from '../engine/embedding/contentHash';

/** Hexadecimal characters of 128 bits. */
const hashCharacters = 32;

/** The first 128 bits of SHA-256. */
export const contentHash: ContentHash = (content) => hash('sha256', content, 'hex').slice(0, hashCharacters);
