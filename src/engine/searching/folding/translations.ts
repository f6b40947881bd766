import type { Shard } from '../../indexing/shard';
import type { RankedFile } from '../../ranking/rank';
import { findTerm } from '../../retrieval/postings';
import { termHash } from '../../retrieval/termHash';
import { normalizeWord } from '../../retrieval/words';
import { localizedPath } from './locales';
import { preferredLocale } from './preferredLocale';

/** One file of a group of translations. */
export interface TranslatedFile {
  /** Position of its shard among the searched ones. */
  readonly shard: number;
  /** Number of the file within the shard. */
  readonly file: number;
  /** Undefined if its path names no language. */
  readonly locale: string | undefined;
}

/** Finds files whose paths differ only in a language. Built for one set of shards. */
export class Translations {
  private readonly groups = new Map<string, TranslatedFile[]>();
  /** For each shard the group of each file that has others. */
  private readonly groupsOf: (TranslatedFile[] | undefined)[][];

  /** @param folderOf the workspace folder of a shard, by its position */
  constructor(
    private readonly shards: readonly Shard[],
    private readonly folderOf: (shard: number) => string,
  ) {
    shards.forEach((shard, s) => {
      for (const { file, key, locale } of localizedFilesOf(shard)) {
        const id = this.idOf(s, key);
        const group = this.groups.get(id);
        if (group) group.push({ shard: s, file, locale });
        else this.groups.set(id, [{ shard: s, file, locale }]);
      }
    });
    if (this.groups.size > 0) this.addOriginals();
    this.groupsOf = shards.map(() => []);
    for (const group of this.groups.values())
      if (group.length > 1) for (const { shard, file } of group) this.groupsOf[shard]![file] = group;
  }

  /** Whether this was built for exactly these shards. */
  isOf(shards: readonly Shard[]): boolean {
    return shards.length === this.shards.length && shards.every((shard, i) => shard === this.shards[i]);
  }

  /** The translations of a file, including itself; undefined if there are no others. */
  groupOf(shard: number, file: number): readonly TranslatedFile[] | undefined {
    return this.groupsOf[shard]![file];
  }

  /**
   * Ranked files with each group of translations reduced to one language: the preferred file takes the position of
   * the best one.
   *
   * @param allowed as in `Evidence`
   * @param wanted languages in order of preference, BCP 47
   */
  fold(
    ranked: readonly RankedFile[],
    allowed: readonly Uint8Array[],
    wanted: readonly string[],
  ): readonly RankedFile[] {
    if (this.groups.size === 0) return ranked;
    const seen = new Set<readonly TranslatedFile[]>();
    const folded: RankedFile[] = [];
    for (const one of ranked) {
      const group = this.groupOf(one.shard, one.file);
      if (!group) {
        folded.push(one);
      } else if (!seen.has(group)) {
        seen.add(group);
        const members = group.filter(({ shard, file }) => allowed[shard]![file] === 1);
        const locales = members.map(({ locale }) => locale);
        const { shard, file } = members[preferredLocale(locales, wanted)]!;
        folded.push({ ...one, shard, file });
      }
    }
    return folded;
  }

  private addOriginals(): void {
    this.shards.forEach((shard, s) => {
      const localized = new Set(localizedFilesOf(shard).map(({ file }) => file));
      shard.files.forEach(({ path, chunkCount }, file) => {
        if (chunkCount > 0 && !localized.has(file))
          this.groups.get(this.idOf(s, path))?.push({ shard: s, file, locale: undefined });
      });
    });
  }

  private idOf(shard: number, key: string): string {
    return `${this.folderOf(shard)}\0${key}`;
  }
}

interface LocalizedFile {
  readonly file: number;
  readonly key: string;
  readonly locale: string;
}

const localizedFiles = new WeakMap<Shard, readonly LocalizedFile[]>();

/** Files whose path names a language, except files in English although their path names another one. */
function localizedFilesOf(shard: Shard): readonly LocalizedFile[] {
  let found = localizedFiles.get(shard);
  if (!found) {
    const named = shard.files.flatMap(({ path, kind, language, chunkCount }, file) => {
      const localized = chunkCount > 0 ? localizedPath(path, { kind, language }) : undefined;
      return localized ? [{ file, ...localized }] : [];
    });
    const english = named.length > 0 ? englishShares(shard) : undefined;
    found = named.filter(
      ({ file, locale }) => locale.split('-', 1)[0] === 'en' || english![file]! < mostlyEnglish,
    );
    localizedFiles.set(shard, found);
  }
  return found;
}

/** Words that nearly all occur in a passage of English prose. */
const englishTerms = ['the', 'and', 'of', 'to', 'is', 'for', 'with', 'this', 'that'].map((word) =>
  termHash(normalizeWord(word)),
);
const mostlyEnglish = 0.5;

/** For each file the mean share of {@link englishTerms} in its chunks. */
function englishShares({ files, chunks, bodies }: Shard): Float32Array {
  const shares = new Float32Array(files.length);
  for (const term of englishTerms) {
    const position = findTerm(bodies, term);
    if (position < 0) continue;
    for (let i = bodies.offsets[position]!; i < bodies.offsets[position + 1]!; i++) {
      const file = chunks.files[bodies.documents[i]!]!;
      shares[file]! += 1 / (englishTerms.length * files[file]!.chunkCount);
    }
  }
  return shares;
}
