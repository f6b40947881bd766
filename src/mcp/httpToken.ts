import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SemanticSearchError, systemCodeOf } from '../common/errors/errors';
import { makeDirectory } from '../node/makeDirectory';

/** Fewest characters of a token; ours have 43. */
const shortest = 32;

/**
 * The token that clients of the server on HTTP send: that of the file. The first call writes the file, with a random token
 * that only the user can read.
 *
 * @throws SemanticSearchError USAGE if others can read the file, or if it has no token
 */
export async function httpToken(file: string): Promise<string> {
  await makeDirectory(path.dirname(file));
  try {
    await writeFile(file, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (systemCodeOf(error) !== 'EEXIST') throw error;
  }
  const { mode } = await stat(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw unusable(file, 'can be read by other users');
  }
  const token = (await readFile(file, 'utf8')).trim();
  if (token.length < shortest) throw unusable(file, `has fewer than ${shortest} characters`);
  return token;
}

/** Whether a header `Authorization` has the token; the time that it takes says nothing about the token. */
export function hasToken(authorization: string | undefined, token: string): boolean {
  const [, given = ''] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function unusable(file: string, why: string): SemanticSearchError {
  return new SemanticSearchError('USAGE', `The token file ${file} ${why}.`, 'Delete it to get a new token.');
}
