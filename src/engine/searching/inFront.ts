import type { ResultOrder } from '../../common/contracts/engineContract';
import type { Evidence, RankedFile } from '../ranking/rank';
import { hitsInOrder, type Hit } from './hits';

type FileKey = Pick<RankedFile, 'shard' | 'file'>;

/** Dependencies beside the evidence. */
export interface InFrontOptions {
  readonly order: ResultOrder;
  /** The files that are shown as one with a file, including itself; undefined if there are no others. */
  readonly groupOf: (shard: number, file: number) => readonly FileKey[] | undefined;
}

/**
 * Hits that the query names, followed by the ranked ones, each chunk once.
 *
 * @param ranked with translations folded
 */
export function hitsInFront(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  named: readonly Hit[],
  options: InFrontOptions,
): Iterable<Hit> {
  return named.length > 0
    ? inFrontOf(evidence, ranked, named, options)
    : hitsInOrder(evidence, ranked, options.order);
}

function* inFrontOf(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  named: readonly Hit[],
  { order, groupOf }: InFrontOptions,
): Generator<Hit> {
  yield* named;
  const chunks = new Set(named.map(({ shard, chunk }) => `${shard}/${chunk}`));
  const files = new Set(named.map((hit) => keyOf(fileOf(evidence, hit))));
  const isNamed = (one: FileKey): boolean => files.has(keyOf(one));
  const isTranslation = (one: FileKey): boolean =>
    !isNamed(one) && (groupOf(one.shard, one.file)?.some(isNamed) ?? false);
  const others = ranked.filter((one) => !isTranslation(one));
  // In the order by files, each file appears once before any appears twice: the other chunks of these files come
  // last.
  const [first, last] =
    order === 'files'
      ? [others.filter((one) => !isNamed(one)), others.filter((one) => isNamed(one))]
      : [others, []];
  for (const list of [first, last]) {
    for (const hit of hitsInOrder(evidence, list, order))
      if (!chunks.has(`${hit.shard}/${hit.chunk}`)) yield hit;
  }
}

function fileOf({ shards }: Evidence, { shard, chunk }: Hit): FileKey {
  return { shard, file: shards[shard]!.chunks.files[chunk]! };
}

function keyOf({ shard, file }: FileKey): string {
  return `${shard}/${file}`;
}
