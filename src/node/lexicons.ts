import { silentLogger, type Logger } from '../common/logger';
import { Lexicons } from '../engine/lexicon/lexicons';
import { createLexiconSource } from './nodeLexiconSource';

/** The lexicons that are in use, by the directory of the build. */
const opened = new Map<string, WeakRef<Lexicons>>();

/**
 * The lexicons of the build. All parts of a thread share them, so that each is read once, for questions and for documents.
 *
 * @param dist directory of the build
 * @param logger of the first call: gets lexicons that cannot be read
 */
export function openLexicons(dist: string, logger: Logger = silentLogger): Lexicons {
  const known = opened.get(dist)?.deref();
  if (known) return known;
  const lexicons = new Lexicons(createLexiconSource(dist, logger));
  opened.set(dist, new WeakRef(lexicons));
  return lexicons;
}
