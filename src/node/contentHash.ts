import { hash } from 'node:crypto';
import type { ContentHash } from '../engine/embedding/contentHash';

/** Hexadecimal characters of 128 bits. */
const hashCharacters = 32;

/** SHA-256, its first 128 bits. */
export const contentHash: ContentHash = (content) => hash('sha256', content, 'hex').slice(0, hashCharacters);
