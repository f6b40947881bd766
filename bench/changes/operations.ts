import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { Random } from '../../test/unit/store/random';
import { directoryOf, pathsOf, pick, type FolderPaths } from './folderPaths';

/** The target of an operation. */
interface Place extends FolderPaths {
  readonly random: Random;
  /** An unused name. */
  readonly newName: string;
  absolute(file: string): string;
}

/** Paths that a watcher reports for an operation; undefined if the operation was not possible. */
type Told = readonly string[] | undefined;

const lines = [
  'export function connectSocket(host) { return open(host); }',
  'const retries = new Map();',
  '// The queue is drained before the socket is closed.',
  'class Parser extends Reader { parse(text) { return this.read(text); } }',
  '## Limits of the upload service',
  'Widerstände werden in Ohm gemessen: naïve café, 索引 更新.',
  '\tif (!found) throw new Error("nothing there");',
  '',
];

const anIgnorePattern = [
  '*.md',
  '*.ts',
  '!*.ts',
  'lib',
  'moved*/',
  '/new*',
  '**/a*.js',
  '!/src',
  '# nothing',
];
const extensions = ['.ts', '.js', '.md', '.py', '.json', '.txt', '.min.js', '.png', '.env', ''];

function randomText(random: Random): string {
  const count = 1 + Math.floor(random() * 40);
  return Array.from(
    { length: count },
    (_, i) => `${pick(lines, random)!} ${Math.floor(random() * 1000)} ${i}\n`,
  ).join('');
}

/** A different text with the same number of bytes. */
function sameSize(text: Buffer, random: Random): Buffer {
  const other = Buffer.from(text);
  const letters = [...other.keys()].filter((i) => other[i]! >= 0x61 && other[i]! <= 0x7a);
  for (let i = 0; i < 5; i++) {
    const at = pick(letters, random);
    if (at !== undefined) other[at] = 0x61 + Math.floor(random() * 26);
  }
  return other;
}

function rewrite(place: Place, change: (bytes: Buffer) => Buffer | string): Told {
  const file = pick(place.files, place.random);
  if (file === undefined) return undefined;
  writeFileSync(place.absolute(file), change(readFileSync(place.absolute(file))));
  return [file];
}

function withTimesKept(place: Place, file: string, act: (target: string) => void): Told {
  const target = place.absolute(file);
  const { atime, mtime } = statSync(target);
  act(target);
  utimesSync(target, atime, mtime);
  return [file];
}

function anyDirectory(place: Place): string {
  return place.random() < 0.2 ? '' : (pick(place.directories, place.random) ?? '');
}

function inDirectory(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}

function moved(place: Place, from: string | undefined, to: string): Told {
  if (from === undefined || existsSync(place.absolute(to)) || `${to}/`.startsWith(`${from}/`))
    return undefined;
  mkdirSync(path.dirname(place.absolute(to)), { recursive: true });
  renameSync(place.absolute(from), place.absolute(to));
  return [from, to];
}

const operations: Readonly<Record<string, (place: Place) => Told>> = {
  create: (place) => {
    const file = inDirectory(anyDirectory(place), place.newName + pick(extensions, place.random)!);
    writeFileSync(place.absolute(file), randomText(place.random));
    return [file];
  },
  append: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    appendFileSync(place.absolute(file), randomText(place.random));
    return [file];
  },
  edit: (place) =>
    rewrite(place, (bytes) => {
      const all = bytes.toString().split('\n');
      all.splice(Math.floor(place.random() * all.length), 2, pick(lines, place.random)!);
      return all.join('\n');
    }),
  replaceText: (place) => rewrite(place, () => randomText(place.random)),
  editSameSize: (place) => rewrite(place, (bytes) => sameSize(bytes, place.random)),
  editSameSizeAndTime: (place) => {
    const file = pick(place.files, place.random);
    return file === undefined
      ? undefined
      : withTimesKept(place, file, (target) => {
          writeFileSync(target, sameSize(readFileSync(target), place.random));
        });
  },
  replaceBySameSizeAndTime: (place) => {
    const file = pick(place.files, place.random);
    return file === undefined
      ? undefined
      : withTimesKept(place, file, (target) => {
          writeFileSync(`${target}.tmp`, sameSize(readFileSync(target), place.random));
          renameSync(`${target}.tmp`, target);
        });
  },
  changeAndBack: (place) => {
    const file = pick(place.files, place.random);
    return file === undefined
      ? undefined
      : withTimesKept(place, file, (target) => {
          const text = readFileSync(target);
          writeFileSync(target, randomText(place.random));
          writeFileSync(target, text);
        });
  },
  touch: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    const time = pick([0, 1_000_000_000, Date.now() / 1000, Date.now() / 1000 + 1e6], place.random)!;
    utimesSync(place.absolute(file), time, time);
    return [file];
  },
  changeMode: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    chmodSync(place.absolute(file), pick([0o600, 0o644, 0o755], place.random)!);
    return [file];
  },
  truncate: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    truncateSync(place.absolute(file));
    return [file];
  },
  lineEnds: (place) =>
    rewrite(place, (bytes) => {
      const text = bytes.toString();
      return text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n');
    }),
  makeLarge: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined || lstatSync(place.absolute(file)).size > 1024 * 1024) return undefined;
    appendFileSync(place.absolute(file), '// much\n'.repeat(140_000));
    return [file];
  },
  makeBinary: (place) => rewrite(place, () => Buffer.from([0, 1, 2, 3, 0, 255])),
  makeSecret: (place) =>
    rewrite(place, () => 'password = "hunter2-Zq9vLx8Rt4"\napi_key = "sk-live-4eC39HqLyjWDarjtT1zdp7dc"\n'),
  remove: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    rmSync(place.absolute(file));
    return [file];
  },
  removeDirectory: (place) => {
    // Prefer small directories, so that the folder is not emptied.
    const directory = pick(
      place.directories.filter((one) => place.files.filter((at) => at.startsWith(`${one}/`)).length < 6),
      place.random,
    );
    if (directory === undefined) return undefined;
    rmSync(place.absolute(directory), { recursive: true });
    return [directory];
  },
  rename: (place) => {
    const file = pick(place.files, place.random);
    const name = place.newName + pick(extensions, place.random)!;
    return moved(place, file, inDirectory(anyDirectory(place), name));
  },
  renameOver: (place) => {
    const from = pick(place.files, place.random);
    const to = pick(place.files, place.random);
    if (from === undefined || to === undefined || from === to) return undefined;
    renameSync(place.absolute(from), place.absolute(to));
    return [from, to];
  },
  moveDirectory: (place) =>
    moved(
      place,
      pick(place.directories, place.random),
      inDirectory(anyDirectory(place), `moved${place.newName}`),
    ),
  swapDirectories: (place) => {
    const [one, other] = [pick(place.directories, place.random), pick(place.directories, place.random)];
    if (one === undefined || other === undefined || one === other) return undefined;
    if (`${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`)) return undefined;
    const between = place.absolute(place.newName);
    renameSync(place.absolute(one), between);
    renameSync(place.absolute(other), place.absolute(one));
    renameSync(between, place.absolute(other));
    return [one, other];
  },
  copy: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    const to = inDirectory(anyDirectory(place), `${place.newName}${path.posix.extname(file)}`);
    copyFileSync(place.absolute(file), place.absolute(to));
    return [to];
  },
  switchCase: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    const name = path.posix.basename(file);
    const other = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase();
    return moved(place, file, inDirectory(directoryOf(file), other));
  },
  fileToDirectory: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    const text = readFileSync(place.absolute(file));
    rmSync(place.absolute(file));
    mkdirSync(place.absolute(file));
    writeFileSync(place.absolute(`${file}/inside.ts`), text);
    return [file, `${file}/inside.ts`];
  },
  directoryToFile: (place) => {
    const directory = pick(
      place.directories.filter((one) => place.files.filter((at) => at.startsWith(`${one}/`)).length < 4),
      place.random,
    );
    if (directory === undefined) return undefined;
    const below = place.files.filter((at) => at.startsWith(`${directory}/`));
    rmSync(place.absolute(directory), { recursive: true });
    writeFileSync(place.absolute(directory), randomText(place.random));
    return [...below, directory];
  },
  fileToLink: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    const target = pick(
      [
        'nowhere',
        place.absolute(pick(place.files, place.random)!),
        place.absolute(''),
        '/etc/hostname',
        file,
      ],
      place.random,
    )!;
    rmSync(place.absolute(file));
    symlinkSync(target, place.absolute(file));
    return [file];
  },
  hardLink: (place) => {
    const file = pick(place.files, place.random);
    if (file === undefined) return undefined;
    const to = inDirectory(anyDirectory(place), `${place.newName}.ts`);
    linkSync(place.absolute(file), place.absolute(to));
    return [to];
  },
  editIgnoreFile: (place) => {
    const name = pick(['.gitignore', '.ignore', '.semanticignore'], place.random)!;
    const file = inDirectory(anyDirectory(place), name);
    const isThere = existsSync(place.absolute(file));
    const dice = place.random();
    // Another operation may have replaced it by a directory.
    const isDirectory = isThere && statSync(place.absolute(file)).isDirectory();
    if (isThere && (isDirectory || dice < 0.4)) rmSync(place.absolute(file), { recursive: true });
    else if (dice < 0.7) writeFileSync(place.absolute(file), `${pick(anIgnorePattern, place.random)!}\n`);
    else appendFileSync(place.absolute(file), `${pick(anIgnorePattern, place.random)!}\n`);
    return [file];
  },
  markCache: (place) => {
    const directory = pick(place.directories, place.random);
    if (directory === undefined) return undefined;
    const file = `${directory}/CACHEDIR.TAG`;
    if (existsSync(place.absolute(file))) rmSync(place.absolute(file), { recursive: true });
    else writeFileSync(place.absolute(file), 'Signature: 8a477f597d28d172789f06886806bc55\n');
    return [file];
  },
  nestRepository: (place) => {
    const directory = pick(place.directories, place.random);
    if (directory === undefined) return undefined;
    const git = `${directory}/.git`;
    if (existsSync(place.absolute(git))) {
      rmSync(place.absolute(git), { recursive: true });
      return [git];
    }
    mkdirSync(place.absolute(`${git}/info`), { recursive: true });
    writeFileSync(place.absolute(`${git}/info/exclude`), '*.py\n');
    return [git, `${git}/info`, `${git}/info/exclude`];
  },
};

const names = Object.keys(operations);
/** Rare operations: each removes much of the index or is slow to undo. */
const seldom = new Set([
  'makeLarge',
  'editIgnoreFile',
  'markCache',
  'fileToLink',
  'makeBinary',
  'removeDirectory',
]);

/** A performed operation, and the paths that a watcher reports for it. */
export interface Change {
  readonly name: string;
  readonly told: readonly string[];
  /** It changed files that no watcher reports: the write went through another name of the same file. */
  readonly isHidden: boolean;
}

/** Performs one random operation that also occurs in real folders. */
export function changeFolder(folder: string, random: Random, turn: number): Change {
  for (;;) {
    const name = pick(names, random)!;
    if (seldom.has(name) && random() < 0.6) continue;
    const paths = pathsOf(folder);
    const place: Place = {
      ...paths,
      random,
      newName: `new${turn}`,
      absolute: (file) => path.join(folder, file),
    };
    const told = operations[name]!(place);
    if (told === undefined) continue;
    return { name, told, isHidden: told.some((file) => hasOtherNames(path.join(folder, file))) };
  }
}

function hasOtherNames(file: string): boolean {
  try {
    const found = lstatSync(file);
    return found.isFile() && found.nlink > 1;
  } catch {
    return false;
  }
}
