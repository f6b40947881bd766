import type { Shard } from '../../indexing/shard';
import type { Hit } from '../hits';
import { preferredLocale } from './preferredLocale';
import { placeIn, translatedPlaces, type IndexedPlace } from './sameInOthers';
import type { TranslatedFile, Translations } from './translations';

/** Dependencies for folding hits that are chunks of any files. */
export interface HitFolding {
  readonly translations: Translations;
  readonly shards: readonly Shard[];
  /** As in `Evidence`. */
  readonly allowed: readonly Uint8Array[];
  /** Languages in order of preference, BCP 47. */
  readonly wanted: readonly string[];
  /** Whether a place is the text that was searched for: neither a result nor a translation of one. */
  readonly isOrigin: (place: IndexedPlace) => boolean;
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
    const places = [...group.filter(isOwn), ...group.filter((one) => !isOwn(one))]
      .filter(({ shard, file }) => allowed[shard]![file] === 1)
      .map((one) => ({ locale: one.locale, place: placeIn(shards, one, hit) }))
      .filter(({ place }) => !folding.isOrigin(place));
    const locales = places.map(({ locale }) => locale);
    const { place } = places[preferredLocale(locales, wanted)]!;
    const key = `${place.shard}/${place.chunk}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { ...hit, ...place };
  }
}

/** The translations of a hit, without the text that was searched for. */
export function translationsOfHit(
  { translations, shards, allowed, isOrigin }: HitFolding,
  hit: Hit,
): IndexedPlace[] {
  return translatedPlaces(translations, shards, allowed, hit).filter((place) => !isOrigin(place));
}
