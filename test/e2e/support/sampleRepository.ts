import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/** The branch checked out by {@link makeSampleRepository}. */
export const mainBranch = 'main';

/** The other branch: it adds `src/upload/chunkedUpload.ts`, changes `src/upload/retryPolicy.ts` and removes `worker/cache.py`. */
export const otherBranch = 'chunked-uploads';

/**
 * Creates a small Git repository: an upload service in TypeScript, Python, Go, SQL and shell, with its documentation. Its files
 * are from `test/fixtures/uploadService`.
 *
 * @param parent parent directory; created if missing
 * @returns the path of the folder `upload-service` in it
 */
export async function makeSampleRepository(parent: string): Promise<string> {
  const folder = path.join(parent, 'upload-service');
  const fixture = path.join(repositoryRoot(), 'test', 'fixtures', 'uploadService');
  mkdirSync(folder, { recursive: true });
  await git(folder, 'init', '--quiet', `--initial-branch=${mainBranch}`);
  cpSync(path.join(fixture, 'main'), folder, { recursive: true });
  writeFileSync(path.join(folder, '.gitignore'), 'node_modules/\nincoming/\n');
  await commit(folder, 'Upload service');
  await git(folder, 'switch', '--quiet', '--create', otherBranch);
  cpSync(path.join(fixture, 'chunkedUploads'), folder, { recursive: true });
  await rm(path.join(folder, 'worker', 'cache.py'));
  await commit(folder, 'Send large files in parts, without a cache');
  await switchBranch(folder, mainBranch);
  return folder;
}

/** Checks out {@link mainBranch} or {@link otherBranch}, as in a terminal. */
export async function switchBranch(folder: string, branch: string): Promise<void> {
  await git(folder, 'switch', '--quiet', branch);
}

async function commit(folder: string, message: string): Promise<void> {
  await git(folder, 'add', '--all');
  await git(
    folder,
    ...['-c', 'user.name=Sample', '-c', 'user.email=sample@example.com', '-c', 'commit.gpgsign=false'],
    ...['commit', '--quiet', '--message', message],
  );
}

async function git(folder: string, ...args: string[]): Promise<void> {
  await promisify(execFile)('git', args, { cwd: folder });
}

/** Found by searching the parent directories, because this module also runs from the bundles in `out/e2e/`. */
export function repositoryRoot(): string {
  let directory = __dirname;
  while (!existsSync(path.join(directory, 'package-lock.json'))) {
    if (path.dirname(directory) === directory) throw new Error(`No repository encloses ${__dirname}`);
    directory = path.dirname(directory);
  }
  return directory;
}
