/** A target that is less likely than this, given a source, is dropped after a round, and at the end. */
const leastInRound = 1e-3;
const leastAtEnd = 2e-3;

/** A smaller share of a target in one sentence is not counted. */
const leastShare = 1e-4;

/**
 * IBM model 1 (Brown et al., 1993): probabilities of each target given each source, by expectation maximisation. The
 * empty source accounts for targets that no other source explains.
 *
 * @param sources of each sentence, as numbers below `sourceCount`, each once
 * @param targets of each sentence, as numbers, each once
 * @returns for each source its targets with a probability of at least two thousandths
 */
export function modelOne(
  sources: readonly ArrayLike<number>[],
  targets: readonly ArrayLike<number>[],
  sourceCount: number,
  rounds: number,
): Map<number, number>[] {
  const pairs = pairsOf(sources, targets, sourceCount);
  const { places, targetOf, first } = pairs;
  let probabilities = new Float64Array(targetOf.length).fill(1);
  for (let round = 0; round <= rounds; round++) {
    const counts = new Float64Array(targetOf.length);
    let at = 0;
    for (let i = 0; i < sources.length; i++) {
      const width = sources[i]!.length + 1;
      for (let t = 0; t < targets[i]!.length; t++, at += width) {
        let sum = 0;
        for (let s = at; s < at + width; s++) sum += probabilities[places[s]!]!;
        if (sum === 0) continue;
        for (let s = at; s < at + width; s++) {
          const share = probabilities[places[s]!]! / sum;
          if (share >= leastShare) counts[places[s]!]! += share;
        }
      }
    }
    for (let source = 0; source <= sourceCount; source++) {
      let sum = 0;
      for (let pair = first[source]!; pair < first[source + 1]!; pair++) sum += counts[pair]!;
      for (let pair = first[source]!; pair < first[source + 1]!; pair++) {
        const probability = counts[pair]! / sum;
        counts[pair] = probability < leastInRound ? 0 : probability;
      }
    }
    probabilities = counts;
  }
  return Array.from({ length: sourceCount }, (_, source) => {
    const likely = new Map<number, number>();
    for (let pair = first[source]!; pair < first[source + 1]!; pair++) {
      if (probabilities[pair]! >= leastAtEnd) likely.set(targetOf[pair]!, probabilities[pair]!);
    }
    return likely;
  });
}

/** The pairs of a source and a target that occur in a sentence, numbered by source. */
interface Pairs {
  /** For each sentence, target and source (the empty one last) the number of the pair. */
  readonly places: Int32Array;
  readonly targetOf: readonly number[];
  /** Number of the first pair of each source; the empty one has the number `sourceCount`. */
  readonly first: readonly number[];
}

function pairsOf(
  sources: readonly ArrayLike<number>[],
  targets: readonly ArrayLike<number>[],
  sourceCount: number,
): Pairs {
  const sentencesOf: number[][] = Array.from({ length: sourceCount + 1 }, () => []);
  const starts = new Float64Array(sources.length + 1);
  let targetCount = 0;
  for (let i = 0; i < sources.length; i++) {
    for (const source of Array.from(sources[i]!)) sentencesOf[source]!.push(i);
    sentencesOf[sourceCount]!.push(i);
    for (const target of Array.from(targets[i]!)) targetCount = Math.max(targetCount, target + 1);
    starts[i + 1] = starts[i]! + targets[i]!.length * (sources[i]!.length + 1);
  }
  const places = new Int32Array(starts[sources.length]!);
  const targetOf: number[] = [];
  const first: number[] = [];
  const numbers = new Int32Array(targetCount);
  const numberedFor = new Int32Array(targetCount).fill(-1);
  for (let source = 0; source <= sourceCount; source++) {
    first.push(targetOf.length);
    for (const i of sentencesOf[source]!) {
      const width = sources[i]!.length + 1;
      const position = source === sourceCount ? width - 1 : Array.from(sources[i]!).indexOf(source);
      for (let t = 0; t < targets[i]!.length; t++) {
        const target = targets[i]![t]!;
        if (numberedFor[target] !== source) {
          numberedFor[target] = source;
          numbers[target] = targetOf.length;
          targetOf.push(target);
        }
        places[starts[i]! + t * width + position] = numbers[target]!;
      }
    }
  }
  first.push(targetOf.length);
  return { places, targetOf, first };
}
