import { describe, expect, it } from 'vitest';
import { languageIds } from '../../../src/common/query/languageTables';
import { scriptLanguage } from '../../../src/engine/corpus/scriptLanguage';

const idOf = (text: string, path = 'tools/release', stated?: string): string | undefined =>
  scriptLanguage(path, text, stated)?.id;

describe('the language of a script without an extension', () => {
  it.each([
    ['#!/bin/sh', 'shellscript'],
    ['#! /bin/bash -eu', 'shellscript'],
    ['#!/usr/bin/env bash\r', 'shellscript'],
    ['#!/usr/bin/env -S python3 -u', 'python'],
    ['#!/usr/bin/env LANG=C perl -w', 'perl'],
    ['#!/usr/local/bin/python3.11', 'python'],
    ['#!/usr/bin/python3-dbg', undefined],
    ['#!/usr/bin/env node', 'javascript'],
    ['#!/usr/bin/env -S deno run --allow-read', 'typescript'],
    ['#!/usr/bin/awk -f', 'awk'],
    ['#!/usr/bin/make -f', 'makefile'],
    ['#!/usr/bin/env Rscript', 'r'],
    ['#!/usr/bin/tclsh8.6', 'tcl'],
    ['#!C:/Strawberry/perl.exe', 'perl'],
    ['#!/usr/bin/env', undefined],
    ['#!', undefined],
    ['#!/opt/own/interpreter', undefined],
    ['# a comment', undefined],
    [' #!/bin/sh', undefined],
  ])('comes from its first line: %s', (line, id) => {
    expect(idOf(`${line}\nx\n`)).toBe(id);
  });

  it('is a language that files can have', () => {
    const programs = [
      'osascript',
      'guile',
      'raku',
      'crystal',
      'pwsh',
      'fsharpi',
      'groovy',
      'iex',
      'escript',
      'bb',
    ];
    for (const program of programs) expect(languageIds).toContain(idOf(`#!/usr/bin/${program}`));
  });

  it('is code, whatever the name of the file', () => {
    expect(scriptLanguage('install', '#!/bin/sh\n')).toEqual({ id: 'shellscript', kind: 'code' });
  });

  it('is not used if the name or the settings give one, or the file is a text', () => {
    expect(idOf('#!/bin/sh\n', 'a.py')).toBeUndefined();
    expect(idOf('#!/bin/sh\n', 'a', 'perl')).toBeUndefined();
    expect(idOf('#!/bin/sh\n', 'notes.txt')).toBeUndefined();
    expect(idOf('#!/bin/sh\n', 'run.cgi')).toBe('shellscript');
  });
});
