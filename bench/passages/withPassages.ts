import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { copyRepository } from '../copyRepository';
import { openFolder, type MeasuredFolder } from '../openFolder';
import { takeOutComments, type Passage } from './takeOutComments';

/** A copy of a repository without the comments of some definitions, indexed. */
export interface IndexedPassages {
  /** Where the copy is. */
  readonly folder: string;
  readonly passages: readonly Passage[];
  readonly workspace: MeasuredFolder['workspace'];
}

/**
 * Indexes a copy of a repository without the comments that are questions, and deletes it after `use`.
 *
 * @param most most definitions of which the comments are removed
 */
export async function withPassages<T>(
  repository: string,
  most: number,
  use: (indexed: IndexedPassages) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-passages-'));
  try {
    const folder = path.join(directory, 'repository');
    await copyRepository(repository, folder);
    const passages = await takeOutComments(folder, most);
    const dist = path.join(__dirname, '..', '..', 'dist');
    const { index, workspace } = await openFolder(folder, path.join(directory, 'index'), { dist });
    await index.update();
    return await use({ folder, passages, workspace });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
