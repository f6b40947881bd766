import { invert } from '../../common/query/languageTables';
import { languageOf, type FileLanguage } from './languages';

/** Language ids and the programs that run scripts in them, without a version at the end. */
const interpretersOf: Readonly<Record<string, string>> = {
  applescript: 'osascript',
  awk: 'awk gawk mawk nawk',
  clojure: 'bb clojure',
  crystal: 'crystal',
  csharp: 'dotnet-script csi',
  dart: 'dart',
  elixir: 'elixir iex',
  erlang: 'escript',
  fish: 'fish',
  fsharp: 'fsharpi',
  groovy: 'groovy',
  haskell: 'runhaskell runghc stack',
  javascript: 'node nodejs bun gjs zx',
  julia: 'julia',
  kotlin: 'kotlin kotlinc',
  lua: 'lua luajit',
  makefile: 'make gmake',
  ocaml: 'ocaml ocamlrun',
  perl: 'perl',
  php: 'php',
  powershell: 'pwsh powershell',
  python: 'python pypy uv pythonw sage',
  r: 'Rscript',
  raku: 'raku perl6',
  ruby: 'ruby jruby rake macruby truffleruby',
  scala: 'scala amm scala-cli',
  scheme: 'guile racket chicken',
  shellscript: 'sh bash dash ash ksh mksh pdksh rbash zsh bats busybox',
  swift: 'swift',
  tcl: 'tclsh wish expect',
  typescript: 'deno ts-node tsx',
};

const languageOfInterpreter = invert(interpretersOf);

/** Characters of a first line that are looked at. */
const maxFirstLine = 256;

/**
 * The language of a script whose name does not give one, by its first line (`#!/usr/bin/env python3`), as in VS Code;
 * undefined if the name gives one or there is no such line.
 *
 * @param stated language id that the settings state
 */
export function scriptLanguage(path: string, text: string, stated?: string): FileLanguage | undefined {
  if (stated !== undefined || !text.startsWith('#!')) return undefined;
  if (languageOf(path).id !== 'plaintext' || /\.te?xt$/i.test(path)) return undefined;
  const id = languageOfLine(/^.*/.exec(text.slice(2, maxFirstLine))![0]);
  return id === undefined ? undefined : { id, kind: 'code' };
}

function languageOfLine(line: string): string | undefined {
  const words = line.trim().split(/\s+/);
  let program = nameOf(words.shift()!);
  // Options and variables precede the program: `env -S LANG=C python3 -u`.
  if (program === 'env') program = nameOf(words.find((word) => !/^-|=/.test(word)) ?? '');
  return languageOfInterpreter.get(program) ?? languageOfInterpreter.get(program.replace(/[-\d.]+$/, ''));
}

/** The name of a program, without its folder. */
function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1).replace(/\.exe$/i, '');
}
