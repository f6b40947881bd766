import type { Shard } from '../indexing/shard';
import { filesByName, nameOf } from './filesByName';
import { lineAfter } from './lineForms';
import type { PathMention } from './pathMentions';

/** Paths with spaces in a text, if there are files with that name. */
export function findSpacedMentions(text: string, shards: readonly Shard[]): PathMention[] {
  const slashed = text.replaceAll('\\', '/');
  const found = new Map<number, PathMention>();
  for (const shard of shards) {
    for (const file of filesByName(shard).spaced) {
      const mention = longestSuffix(slashed, shard.files[file]!.path);
      if (!mention) continue;
      const same = found.get(mention.start);
      if (!same || same.segments.length < mention.segments.length) found.set(mention.start, mention);
    }
  }
  return [...found.values()];
}

/** The longest suffix of a path that occurs in a text, if it has a space. */
function longestSuffix(text: string, path: string): PathMention | undefined {
  if (!text.includes(nameOf(path))) return undefined;
  const all = path.split('/');
  for (let i = 0; i < all.length; i++) {
    const segments = all.slice(i);
    const written = segments.join('/');
    if (!/\s/.test(written)) return undefined;
    const start = text.indexOf(written);
    if (start < 0) continue;
    const end = start + written.length;
    return { segments, isAbsolute: false, start, end, ...lineAfter(text, end) };
  }
  return undefined;
}
