import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pageOf } from './pagePattern';
import { bringRepository, intoFolder } from '../repository';
import { repositories } from './repositories';
import { editor, typescript, type PackageSource, type Texts } from './sources';

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
  for (const source of repositories) {
    bringRepository(repositoryFolder(directory, source.repository), source, mirror, (file) =>
      source.texts.some((kind) => isTextOf(file, kind)),
    );
  }
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
