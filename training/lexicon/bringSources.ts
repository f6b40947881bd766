import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pageOf } from './pagePattern';
import { repositories } from './repositories';
import { editor, typescript, type PackageSource, type RepositorySource, type Texts } from './sources';

/**
 * Downloads every missing source into a directory: `npm/NAME` and `git/OWNER+NAME`, unpacked. Needs npm, git and tar.
 *
 * @param mirror directory of bare repositories `OWNER+NAME/repo`, used instead of cloning
 * @param isSmall only TypeScript's diagnostics
 */
export function bringSources(directory: string, mirror: string | undefined, isSmall = false): void {
  if (isSmall) {
    bringPackage(directory, typescript);
    return;
  }
  for (const source of packagesOf()) bringPackage(directory, source);
  for (const source of repositories) bringRepository(directory, source, mirror);
}

/** Directory of a package. */
export function packageFolder(directory: string, name: string): string {
  return path.join(directory, 'npm', name.replace('/', '+'));
}

/** Directory of a repository. */
export function repositoryFolder(directory: string, repository: string): string {
  return path.join(directory, 'git', repository.replace('/', '+'));
}

function packagesOf(): readonly PackageSource[] {
  const packs = Object.values(editor.names).map((name) => ({
    ...editor.english,
    name: `${editor.packs}-${name}`,
  }));
  return [typescript, editor.english, ...packs];
}

function bringPackage(directory: string, { name, version }: PackageSource): void {
  intoFolder(packageFolder(directory, name), (folder) => {
    const archive = execFileSync(
      'npm',
      ['pack', '--silent', `${name}@${version}`, '--pack-destination', folder],
      {
        encoding: 'utf8',
      },
    ).trim();
    execFileSync('tar', ['xzf', path.join(folder, archive), '-C', folder, '--strip-components=1']);
    rmSync(path.join(folder, archive));
  });
}

function bringRepository(directory: string, source: RepositorySource, mirror: string | undefined): void {
  const { repository, commit } = source;
  intoFolder(repositoryFolder(directory, repository), (folder) => {
    const kept = mirror && path.join(mirror, repository.replace('/', '+'), 'repo');
    const git = kept && existsSync(kept) ? kept : path.join(folder, '.git');
    if (git !== kept) {
      execFileSync('git', ['init', '--quiet', folder]);
      const address = `https://github.com/${repository}`;
      execFileSync('git', ['--git-dir', git, 'fetch', '--quiet', '--depth', '1', address, commit]);
    }
    const files = execFileSync('git', ['--git-dir', git, 'ls-tree', '-r', '-z', '--name-only', commit], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    })
      .split('\0')
      .filter((file) => source.texts.some((kind) => isTextOf(file, kind)));
    execFileSync('tar', ['x', '-C', folder], {
      input: execFileSync('git', ['--git-dir', git, 'archive', commit, ...files], { maxBuffer: 2 ** 30 }),
    });
  });
}

/** True if a file of a repository may contain texts of this kind, in English or in another language. */
function isTextOf(file: string, kind: Texts): boolean {
  const names = Object.values(kind.names);
  switch (kind.type) {
    case 'pages':
      return (
        pageOf(file, kind.english) !== undefined ||
        names.some((name) => pageOf(file, kind.foreign.replace('LANG', name)) !== undefined)
      );
    case 'catalogues':
      return file.endsWith('.po') && names.some((name) => file.startsWith(kind.folder.replace('LANG', name)));
    case 'bundles':
      return file.endsWith('.properties');
    case 'xliff':
      return file.endsWith('.xlf');
  }
}

/** Fills a missing folder, completely or not at all. */
function intoFolder(folder: string, fill: (unfinished: string) => void): void {
  if (existsSync(folder)) return;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  fill(unfinished);
  renameSync(unfinished, folder);
}
