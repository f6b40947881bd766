import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { messageOf, systemCodeOf } from '../common/errors/errors';
import { silentLogger, type Logger } from '../common/logger';
import type { LexiconSource } from '../engine/lexicon/lexicons';

const decompress = promisify(brotliDecompress);

/**
 * Lexicons in the layout of the build, below the directory of the programs. An unreadable one is logged and treated
 * as missing.
 */
export function createLexiconSource(dist: string, logger: Logger = silentLogger): LexiconSource {
  return {
    read: async (name) => {
      const file = path.join(dist, 'lexicon', `${name}.lexicon`);
      try {
        return (await decompress(await readFile(file))).toString('utf8');
      } catch (error) {
        if (systemCodeOf(error) !== 'ENOENT') logger.warn(`${file} cannot be read: ${messageOf(error)}`);
        return undefined;
      }
    },
  };
}
