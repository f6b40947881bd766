import { HighestScores } from './highestScores';
import type { FilePosition } from './pathLikeness';
import type { PlaceEvidence } from './places';

/** Files taken from the top of each retriever for ranking. */
const candidatesOfEach = 100;

/** What the retrievers found, and 1 for each file that matches the filter. */
type RetrievedFiles = Pick<PlaceEvidence, 'lexical' | 'vector'> & { readonly allowed: readonly Uint8Array[] };

/** The top of each retriever: best chunk and whole file lexically, defined names, best chunk and whole file by cosine. */
export function selectCandidates({ lexical, vector, allowed }: RetrievedFiles): FilePosition[] {
  const chosen = new ChosenFiles(allowed);
  const lists = [
    lexical.map(({ best }) => best),
    lexical.map(({ files }) => files),
    lexical.map(({ definitions }) => definitions),
    lexical.map(({ bestNames }) => bestNames),
    ...(vector ? [vector.map(({ best }) => best), vector.map(({ files }) => files)] : []),
  ];
  for (const list of lists) chosen.addTop(list, candidatesOfEach);
  return chosen.files;
}

/** Files, each once, in the order in which they were added. */
class ChosenFiles {
  readonly files: FilePosition[] = [];
  private readonly known: readonly Uint8Array[];

  /** @param allowed 1 for each file that may be chosen */
  constructor(private readonly allowed: readonly Uint8Array[]) {
    this.known = allowed.map(({ length }) => new Uint8Array(length));
  }

  /** Adds the `count` files with the highest positive scores, and all files tied with the last one. */
  addTop(scores: readonly Float32Array[], count: number): void {
    const highest = new HighestScores(count);
    // Those that were among the highest when they were met: the others need not be looked at again.
    const shards: number[] = [];
    const files: number[] = [];
    for (let shard = 0; shard < scores.length; shard++) {
      const list = scores[shard]!;
      const admitted = this.allowed[shard]!;
      let { threshold } = highest;
      for (let file = 0; file < list.length; file++) {
        const score = list[file]!;
        if (score < threshold || !(score > 0) || admitted[file] !== 1) continue;
        shards.push(shard);
        files.push(file);
        highest.add(score);
        threshold = highest.threshold;
      }
    }
    for (let i = 0; i < files.length; i++) {
      const shard = shards[i]!;
      const file = files[i]!;
      if (scores[shard]![file]! < highest.threshold || this.known[shard]![file] === 1) continue;
      this.known[shard]![file] = 1;
      this.files.push({ shard, file });
    }
  }
}
