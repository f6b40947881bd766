import type { Shard } from '../indexing/shard';
import { filesByName } from './filesByName';
import { isUsualName, packageStart } from './foreignPaths';
import type { PathMention } from './pathMentions';

/** A file that a path may refer to. */
export interface NamedFile {
  /** Position of its shard, and number of the file within it. */
  readonly shard: number;
  readonly file: number;
  /** The path leads into an installed package, which may or may not be this workspace's own. */
  readonly isDoubtful: boolean;
  /** The text contains the file's whole path. */
  readonly isComplete: boolean;
}

/** The files to search. */
export interface SearchedFiles {
  readonly shards: readonly Shard[];
  /** As in `Evidence`. */
  readonly allowed: readonly Uint8Array[];
  /** Name of the workspace folder of a shard. */
  readonly folderName: (shard: number) => string;
}

/** How well a path matches a file. */
interface Fit {
  /** Equal segments, from the name backwards; that of the workspace folder counts. */
  readonly length: number;
  /** One is a suffix of the other. */
  readonly isWhole: boolean;
  /** With the same letter case. */
  readonly isExact: boolean;
  readonly isDoubtful: boolean;
  readonly isComplete: boolean;
}

/** Frames that give a class with its method (`CartTest.total:12`, of Surefire), or a function (of MATLAB). */
const filesOfFrame = [
  { frame: /^(\p{Lu}[\w$]*)\.\w+$/u, extensions: ['.java', '.kt', '.groovy', '.scala'] },
  { frame: /^([A-Za-z]\w*)$/, extensions: ['.m'] },
];

/** The files that a mention refers to: by its path, or by a class or a function with a line, named like its file. */
export function filesMentioned(mention: PathMention, files: SearchedFiles): NamedFile[] {
  const found = filesReferred(mention, files);
  if (found.length > 0 || mention.segments.length > 1 || mention.line === undefined) return found;
  for (const { frame, extensions } of filesOfFrame) {
    const stem = frame.exec(mention.segments[0]!)?.[1];
    if (stem === undefined) continue;
    for (const extension of extensions) {
      const ofFrame = filesNamed({ ...mention, segments: [stem + extension] }, files);
      if (ofFrame.length > 0) return ofFrame;
    }
  }
  return [];
}

/** As {@link filesNamed}; chats put an `@` before a path, which a folder of a scope has in its name. */
function filesReferred(mention: PathMention, files: SearchedFiles): NamedFile[] {
  const found = filesNamed(mention, files);
  const [first, ...rest] = mention.segments;
  if (!first?.startsWith('@') || found.some(({ isComplete }) => isComplete)) return found;
  const referred = filesNamed({ ...mention, segments: [first.slice(1), ...rest] }, files);
  return found.length === 0 || referred.some(({ isComplete }) => isComplete) ? referred : found;
}

/**
 * The files that a path refers to: those with the most of its last segments. A path from another machine, a container
 * or a build has other first segments than this workspace; a path into third-party code refers to no file of this
 * workspace.
 */
function filesNamed(mention: PathMention, { shards, allowed, folderName }: SearchedFiles): NamedFile[] {
  const lower = mention.segments.map((one) => one.toLowerCase());
  const name = lower.at(-1)!;
  let best: Fit | undefined;
  let found: NamedFile[] = [];
  shards.forEach((shard, s) => {
    for (const file of filesByName(shard).names.get(name) ?? []) {
      if (allowed[s]![file] !== 1) continue;
      const path = shard.files[file]!.path.split('/');
      const fit = fitOf(mention, lower, path, folderName(s));
      if (!fit) continue;
      const order = best ? compareFits(fit, best) : 1;
      if (order < 0) continue;
      if (order > 0) [best, found] = [fit, []];
      found.push({ shard: s, file, isDoubtful: fit.isDoubtful, isComplete: fit.isComplete });
    }
  });
  return found;
}

function compareFits(a: Fit, b: Fit): number {
  return (
    a.length - b.length || Number(a.isWhole) - Number(b.isWhole) || Number(a.isExact) - Number(b.isExact)
  );
}

function fitOf(
  { segments, isAbsolute }: PathMention,
  lower: readonly string[],
  path: readonly string[],
  folder: string,
): Fit | undefined {
  const own = commonEnd(lower, path);
  const above = lower.length - own;
  const namesFolder = own === path.length && above > 0 && withoutVersion(lower[above - 1]!) === folder;
  const length = own + (namesFolder ? 1 : 0);
  const isComplete = own === path.length;
  const isWhole = isComplete || own === lower.length;
  const isExact = path.slice(-own).every((one, i) => one === segments[above + i]);
  const fit = { length, isWhole, isExact, isComplete, isDoubtful: false };

  const foreign = packageStart(lower);
  if (foreign !== undefined) {
    if ((namesFolder && foreign > 0) || length >= lower.length - foreign) return fit;
    // The whole path follows the name of the package, or its owner and name.
    const isPackage = isComplete && own > 1 && own >= lower.length - foreign - 3;
    return isPackage && foreign > 0 && !isUsualName(lower.at(-1)!) ? { ...fit, isDoubtful: true } : undefined;
  }
  if (!isWhole) return own > 1 ? fit : undefined;
  // A relative path has above it only what a build or a diff adds.
  const isOnlyName = own === 1 && lower.length - length > 1 && !isAbsolute;
  return isOnlyName ? undefined : fit;
}

function commonEnd(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (
    length < a.length &&
    length < b.length &&
    a[a.length - 1 - length] === b[b.length - 1 - length]!.toLowerCase()
  )
    length++;
  return length;
}

/** `gin@v1.9.0` and `gin-1.9.0` are gin. */
function withoutVersion(segment: string): string {
  return segment.replace(/[@-]v?\d+(?:\.\d+)+.*$/, '');
}
