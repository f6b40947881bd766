import type { Shard } from '../../indexing/shard';
import { placeOf, type Hit } from '../hits';
import { preferredLocale } from './preferredLocale';
import { chunkIn, translatedChunks, type ChunkReference } from './sameInOthers';
import type { TranslatedFile, Translations } from './translations';

/** Dependencies for folding hits that are chunks of any files. */
export interface HitFolding {
  readonly translations: Translations;
  readonly shards: readonly Shard[];
  /** As in `Evidence`. */
  readonly allowed: readonly Uint8Array[];
  /** Languages in order of preference, BCP 47. */
  readonly wanted: readonly string[];
  /** Whether a chunk is the text that was searched for: neither a result nor a translation of one. */
  readonly isOrigin: (chunk: ChunkReference) => boolean;
}

/**
 * Hits with each translated passage reduced to one language: the preferred one takes the position of the best. Unlike
 * in `Translations.fold`, a file can have several hits. The origin and hits without translations stay as they are.
 */
export function* foldHits(hits: Iterable<Hit>, folding: HitFolding): Generator<Hit> {
  const { translations, shards, allowed, wanted } = folding;
  const seen = new Set<string>();
  for (const hit of hits) {
    const own = shards[hit.shard]!.chunks.files[hit.chunk]!;
    const group = translations.groupOf(hit.shard, own);
    if (!group || folding.isOrigin(hit)) {
      yield hit;
      continue;
    }
    const isOwn = ({ shard, file }: TranslatedFile): boolean => shard === hit.shard && file === own;
    // Without a preferred language, the first one is shown: the best match.
    const choices = [...group.filter(isOwn), ...group.filter((one) => !isOwn(one))]
      .filter(({ shard, file }) => allowed[shard]![file] === 1)
      .map((one) => ({ locale: one.locale, ...chunkIn(shards, one, hit) }))
      .filter((one) => !folding.isOrigin(one));
    const locales = choices.map(({ locale }) => locale);
    const { shard, chunk } = choices[preferredLocale(locales, wanted)]!;
    const key = `${shard}/${chunk}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { ...hit, ...placeOf(shards[shard]!, chunk), shard, chunk };
  }
}

/** The translations of a hit, without the text that was searched for. */
export function translationsOfHit(
  { translations, shards, allowed, isOrigin }: HitFolding,
  hit: Hit,
): ChunkReference[] {
  return translatedChunks(translations, shards, allowed, hit).filter((one) => !isOrigin(one));
}
