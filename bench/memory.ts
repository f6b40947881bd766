/**
 * Peak memory of the command line while it indexes 12 MB and 120 MB of generated text, the same in every run.
 *
 *     npm run bench:memory
 *     node out/bench/memory.js [--cli FILE] [--small MB] [--large MB]
 *
 * Prints the peak resident set size of each run and their ratio. Exits 1 if the ratio exceeds 1.3.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const bytesPerFile = 24_000;
const mostRatio = 1.3;

const { values } = parseArgs({
  options: {
    cli: { type: 'string', default: path.join('dist', 'cli.js') },
    small: { type: 'string', default: '12' },
    large: { type: 'string', default: '120' },
  },
});

/** Prints the peak memory of its process at exit. */
const probe = `process.on('exit', () => process.stderr.write('PEAK ' + process.resourceUsage().maxRSS + '\\n'));`;

function main(): number {
  const small = measure(Number(values.small));
  const large = measure(Number(values.large));
  const ratio = large / small;
  console.log(`ratio ${ratio.toFixed(2)}, at most ${mostRatio.toFixed(2)}`);
  return ratio <= mostRatio ? 0 : 1;
}

/** @returns peak memory, MB */
function measure(megabytes: number): number {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-memory-'));
  try {
    const workspace = path.join(directory, 'workspace');
    const files = writeWorkspace(workspace, megabytes * 1_000_000);
    writeFileSync(path.join(directory, 'probe.cjs'), probe);
    const started = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        ...['--require', path.join(directory, 'probe.cjs'), path.resolve(values.cli)],
        ...['index', workspace, '--index-dir', path.join(directory, 'index')],
      ],
      { encoding: 'utf8', maxBuffer: 1e9 },
    );
    const peak = /PEAK (\d+)/.exec(stderr)?.[1];
    if (status !== 0 || peak === undefined) throw new Error(`Indexing failed: ${stderr.slice(-2000)}`);
    const seconds = Math.round((performance.now() - started) / 1000);
    const peakMegabytes = Number(peak) / 1000;
    const stored = megabytesIn(path.join(directory, 'index'), '.shard');
    console.log(
      `${megabytes} MB in ${files} files: peak ${peakMegabytes.toFixed(0)} MB, ${seconds} s; ` +
        `${/[\d,]+ chunks?/.exec(stderr)?.[0] ?? ''}, ${stored.toFixed(0)} MB of shards`,
    );
    return peakMegabytes;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function megabytesIn(directory: string, extension: string): number {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  const sizes = files
    .filter((file) => file.endsWith(extension))
    .map((file) => statSync(path.join(directory, file)).size);
  return sizes.reduce((sum, size) => sum + size, 0) / 1e6;
}

/** Source files of several languages, with a vocabulary that grows with the project. */
function writeWorkspace(workspace: string, bytes: number): number {
  let files = 0;
  const random = randomNumbers();
  const vocabulary = makeVocabulary(random);
  // Each file also has some unique names.
  const name = (): string => {
    const common = vocabulary[Math.floor(vocabularySize * random() ** 3)]!;
    return random() < 0.05 ? `${common}Of${files}` : common;
  };
  for (let written = 0; written < bytes; files++) {
    const directory = path.join(workspace, `module${Math.floor(files / 50)}`);
    mkdirSync(directory, { recursive: true });
    const [extension, text] = fileText(files, name);
    writeFileSync(path.join(directory, `${name()}${files}.${extension}`), text);
    written += Buffer.byteLength(text);
  }
  return files;
}

const stems =
  'account batch buffer cache channel client cluster column context cursor entry event factory field filter frame handler header index job key layer link list lock loop mapper message module node order packet page parser path pool proxy query queue range reader record request result route rule schema scope segment service session shard signal source stack state store stream table task token tree user value view window worker writer'.split(
    ' ',
  );

/**
 * The distribution of names in real projects: a few are frequent, many are rare. With this size the index takes half
 * a byte per byte of text, as that of PowerShell's repository does (34 MB for 67 MB).
 */
const vocabularySize = 20_000;

function makeVocabulary(random: () => number): string[] {
  const stem = (): string => stems[Math.floor(random() * stems.length)]!;
  const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
  return Array.from({ length: vocabularySize }, (_, i) =>
    i % 3 === 0
      ? stem()
      : i % 3 === 1
        ? stem() + capital(stem())
        : `${stem()}${capital(stem())}${capital(stem())}`,
  );
}

function fileText(number: number, name: () => string): [extension: string, text: string] {
  const parts: string[] = [];
  let length = 0;
  const isProse = number % 5 === 4;
  while (length < bytesPerFile) {
    const [a, b, c, d] = [name(), name(), name(), name()];
    const part = isProse
      ? `## How ${a} meets ${b}\n\nThe ${c} keeps what ${d} has read, until ${a} asks for it. ${'It waits for the next turn, and gives up after a while. '.repeat(4)}\n\n`
      : number % 2 === 0
        ? `/** Reads ${a} and keeps ${b}. */\nexport function ${a}(${c}: string, ${d}: number): string {\n  const ${b} = ${c}.slice(${d});\n  for (const item of ${b}.split(',')) {\n    if (item === '${c}') return ${d} > 1 ? item : ${b};\n  }\n  return ${b};\n}\n\n`
        : `def ${a}(${c}, ${d}):\n    """Reads ${a} and keeps ${b}."""\n    ${b} = [one for one in ${c} if one.${d}]\n    if not ${b}:\n        raise ValueError("no ${c}")\n    return ${b}\n\n\n`;
    parts.push(part);
    length += part.length;
  }
  return [isProse ? 'md' : number % 2 === 0 ? 'ts' : 'py', parts.join('')];
}

/** Reproducible random numbers, from 0 to below 1. */
function randomNumbers(): () => number {
  let seed = 1;
  return () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 0x1_0000_0000;
  };
}

process.exitCode = main();
