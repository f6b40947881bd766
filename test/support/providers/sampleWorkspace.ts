import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A generated workspace. */
export interface SampleWorkspace {
  readonly files: number;
  /** Words that occur only once, on lines that belong to no symbol: each has to be sent once. */
  readonly markers: readonly string[];
}

/** Queries, each with the one file that answers it. */
export const sampleQueries = [
  { query: 'round invoice totals to the nearest cent', path: 'src/billing/roundInvoice.ts' },
  { query: 'retry a lost upload connection', path: 'src/upload/retry_upload.py' },
  // None of its words is in the file: only its vector matches.
  { query: 'automobile', path: 'src/garage/parking.rs' },
  { query: '夜间压缩归档旧日志', path: 'docs/归档.md' },
] as const;

/** Writes a function with a comment and some lines in a language. */
interface Language {
  readonly extension: string;
  write(name: string, words: string, lines: readonly string[]): string;
}

const braces = (head: string, end: string, comment = '//'): Language['write'] => {
  return (name, words, lines) =>
    [
      `${comment} ${words}`,
      `${head.replace('NAME', name)} {`,
      ...lines.map((line) => `  note("${line}")${end}`),
      '}',
      '',
    ].join('\n');
};

const languages: readonly Language[] = [
  { extension: 'ts', write: braces('export function NAME(): void', ';') },
  { extension: 'js', write: braces('function NAME()', ';') },
  { extension: 'go', write: braces('func NAME()', '') },
  { extension: 'rs', write: braces('pub fn NAME()', ';') },
  { extension: 'c', write: braces('void NAME(void)', ';') },
  { extension: 'java', write: braces('static void NAME()', ';') },
  { extension: 'cs', write: braces('static void NAME()', ';') },
  { extension: 'kt', write: braces('fun NAME()', '') },
  {
    extension: 'py',
    write: (name, words, lines) =>
      [`def ${name}():`, `    """${words}"""`, ...lines.map((line) => `    note("${line}")`), ''].join('\n'),
  },
  {
    extension: 'rb',
    write: (name, words, lines) =>
      [`# ${words}`, `def ${name}`, ...lines.map((line) => `  note "${line}"`), 'end', ''].join('\n'),
  },
  {
    extension: 'sh',
    write: (name, words, lines) =>
      [`# ${words}`, `${name}() {`, ...lines.map((line) => `  note "${line}"`), '}', ''].join('\n'),
  },
  {
    extension: 'md',
    write: (name, words, lines) => [`## ${name}`, '', `${words}.`, '', ...lines, ''].join('\n'),
  },
];

const verbs = 'open close read write merge split sort count draw measure'.split(' ');
const nouns = 'window ledger socket palette matrix journal antenna bucket'.split(' ');

/** Searched files: the words of each occur in no other file. */
const wanted: readonly (readonly [string, string, string])[] = [
  ['src/billing/roundInvoice.ts', 'roundInvoice', 'Round invoice totals to the nearest cent'],
  ['src/upload/retry_upload.py', 'retry_upload', 'Retry a lost upload connection with growing pauses'],
  ['src/garage/parking.rs', 'parking', 'A car leaves the car park when the gate sees the car'],
];

const han = '数据库索引缓存线程请求响应压缩加密网络文件目录配置编译测试'.match(/../gu)!;

/**
 * Writes about forty files in twelve languages, some in Chinese, Japanese and Korean, one with a thousand lines and one with very long
 * lines. The files are always the same.
 *
 * @param root an existing directory
 */
export async function writeSampleWorkspace(root: string): Promise<SampleWorkspace> {
  const markers: string[] = [];
  const mark = (): string => {
    const marker = `mk${markers.length.toString().padStart(5, '0')}x`;
    markers.push(marker);
    return marker;
  };
  const files = new Map<string, string>();
  const lines = (count: number, words: string): string[] =>
    Array.from({ length: count }, (_, i) => `${mark()} ${words} ${i % 7}`);

  for (const [name, identifier, words] of wanted) {
    const language = languages.find(({ extension }) => name.endsWith(`.${extension}`))!;
    files.set(name, language.write(identifier, words, lines(4, words.toLowerCase())));
  }
  for (const [i, language] of [...languages, ...languages, ...languages].entries()) {
    const verb = verbs[i % verbs.length]!;
    const noun = nouns[i % nouns.length]!;
    const functions = Array.from({ length: 1 + (i % 5) }, (_, k) =>
      language.write(`${verb}_${noun}_${i}_${k}`, `${verb} the ${noun}, part ${k}`, lines(6 + 3 * k, noun)),
    );
    files.set(`src/${noun}/${verb}${i}.${language.extension}`, functions.join('\n'));
  }
  const archive = '夜间压缩归档旧日志。归档以后,旧日志从磁盘删除。';
  files.set('docs/归档.md', `# 归档\n\n${archive}\n\n${lines(4, '归档旧日志').join('\n')}\n`);
  files.set('docs/キャッシュ.md', `# キャッシュ\n\n${lines(5, '結果を一時的に保存する').join('\n')}\n`);
  files.set('docs/세션.md', `# 세션\n\n${lines(5, '세션은 한 시간 뒤에 만료된다').join('\n')}\n`);
  files.set(
    'src/注释.py',
    languages[8]!.write('han_notes', '中文注释', lines(30, han.slice(0, 12).join(''))),
  );
  files.set(
    'src/generated/longFile.ts',
    Array.from({ length: 90 }, (_, i) =>
      languages[0]!.write(`step${i}`, `Step ${i} of the long file`, lines(8, `stage ${i}`)),
    ).join('\n'),
  );
  // Each line is larger than a chunk, and larger than some models accept.
  let state = 1;
  const paragraph = (): string =>
    Array.from({ length: 700 }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return han[(state >>> 16) % han.length]!;
    }).join('');
  files.set('docs/长行.md', `# 长行\n\n${[1, 2, 3].map(() => `${mark()} ${paragraph()}。`).join('\n\n')}\n`);

  for (const [name, text] of files) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return { files: files.size, markers };
}

/**
 * Writes a workspace too large for one request by any limit: `tiny` files of some tokens each, and `bytes` of text.
 *
 * @param root an existing directory
 */
export async function writeLargeWorkspace(root: string, bytes: number, tiny: number): Promise<void> {
  for (const name of ['tiny', 'large']) await mkdir(path.join(root, name), { recursive: true });
  for (let i = 0; i < tiny; i++) {
    await writeFile(
      path.join(root, 'tiny', `t${i}.txt`),
      `Remark ${i} about the ${nouns[i % nouns.length]!}.\n`,
    );
  }
  const perFile = 40_000;
  for (let file = 0; file * perFile < bytes; file++) {
    let text = '';
    for (let i = 0; text.length < perFile; i++) {
      const language = languages[0]!;
      const words = `${verbs[i % verbs.length]!} ${nouns[(file + i) % nouns.length]!}`;
      text += `${language.write(`task${file}_${i}`, words, [`${words} ${file}.${i}`, `then ${words} ${i * file}`])}\n`;
    }
    await writeFile(path.join(root, 'large', `large${file}.ts`), text);
  }
}
