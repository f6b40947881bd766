import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { openFile, readStart, withoutWaiting } from '../readStart';
import type { GitDirectory } from './gitDirectory';
import { maxObjectBytes, Packs } from './packs';
import { whereThere } from './readRegularFile';

/** What is known of a commit. */
interface Commit {
  readonly hash: string;
  readonly parents: readonly string[];
  /** When it was committed, seconds since the epoch. */
  readonly time: number;
}

/**
 * The commits before a commit, latest first, as `git log` lists them. Of a commit that is not in the repository, as in a shallow
 * clone, only its hash is known. Git need not be installed.
 *
 * @param most how many
 * @throws the system's error if something cannot be read at the moment
 */
export async function ancestorsOf(git: GitDirectory, commit: string, most: number): Promise<string[]> {
  const objects = path.join(git.commonDirectory, 'objects');
  const packs = await Packs.open(objects);
  const read = async (hash: string, child?: Commit): Promise<Commit> => {
    const text = (await readLoose(objects, hash)) ?? (await packs.readCommit(hash));
    return text === undefined ? { hash, parents: [], time: child?.time ?? 0 } : parseCommit(hash, text);
  };
  try {
    const ancestors: string[] = [];
    const seen = new Set([commit]);
    const open = [await read(commit)];
    while (open.length > 0 && ancestors.length < most) {
      open.sort((a, b) => a.time - b.time);
      const latest = open.pop()!;
      if (latest.hash !== commit) ancestors.push(latest.hash);
      for (const parent of latest.parents) {
        if (seen.has(parent)) continue;
        seen.add(parent);
        open.push(await read(parent, latest));
      }
    }
    return ancestors;
  } finally {
    await packs.close();
  }
}

function parseCommit(hash: string, text: string): Commit {
  const [head = ''] = text.split('\n\n', 1);
  const parents = [...head.matchAll(/^parent ([0-9a-f]{40}|[0-9a-f]{64})$/gm)].map(([, parent]) => parent!);
  return { hash, parents, time: Number(/^committer .*> (\d+) /m.exec(head)?.[1] ?? 0) };
}

/** The text of a commit that is a file of its own. */
async function readLoose(objects: string, hash: string): Promise<string | undefined> {
  const file = path.join(objects, hash.slice(0, 2), hash.slice(2));
  const descriptor = await whereThere(openFile(file, withoutWaiting));
  if (descriptor === undefined) return undefined;
  const packed = await readStart(descriptor, maxObjectBytes);
  try {
    const object = inflateSync(packed, { maxOutputLength: maxObjectBytes }).toString();
    return /^commit \d+\0(.*)$/s.exec(object)?.[1];
  } catch {
    return undefined;
  }
}
