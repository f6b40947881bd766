import { describe, expect, it } from 'vitest';
import { boilerplateLines, isBoilerplate } from '../../../src/engine/chunking/boilerplate';

/** The lines that are not boilerplate. */
function told(language: string, lines: readonly string[], firstLine = 1): readonly string[] {
  const found = boilerplateLines(lines, firstLine, language);
  return lines.filter((_, i) => !found[i]);
}

describe('boilerplate', () => {
  it.each([
    [
      'go',
      ['package main', '', 'import "fmt"', 'import (', '\t"os"', '\tx "path"', ')', 'func main() {', '}'],
      'func main() {',
    ],
    [
      'typescript',
      [
        "import a from 'a';",
        'import {',
        '  b,',
        "} from 'b';",
        "export * from 'c';",
        "const d = require('d');",
        'run();',
      ],
      'run();',
    ],
    [
      'python',
      [
        '#!/usr/bin/env python',
        'from __future__ import x',
        'from a import (',
        '    b,',
        ')',
        'import c',
        'run()',
      ],
      'run()',
    ],
    ['rust', ['use std::{', '    fs,', '};', 'extern crate x;', 'fn main() {}'], 'fn main() {}'],
    ['cpp', ['#include <vector>', '#pragma once', 'using namespace std;', 'int main() {'], 'int main() {'],
    ['java', ['package a.b;', 'import java.util.List;', 'import static x.Y.z;', 'class A {'], 'class A {'],
    [
      'csharp',
      ['using System;', 'namespace A.B;', 'using (var file = Open()) {'],
      'using (var file = Open()) {',
    ],
    ['php', ['<?php', 'namespace App;', 'use App\\Model;', '$x = 1;'], '$x = 1;'],
    ['ruby', ["require 'set'", "require_relative 'x'", 'run'], 'run'],
    [
      'javascript',
      ["'use strict';", '// eslint-disable-next-line no-console', 'import("x").then(run);'],
      'import("x").then(run);',
    ],
  ])('includes what %s states about other files', (language, lines, rest) => {
    expect(told(language, lines).filter((line) => line !== '<?php')).toEqual([rest]);
  });

  it.each([
    [
      'line comments',
      ['// Copyright 2014 Somebody.', '// All rights reserved.', '', '// Runs it.', 'run();'],
      ['// Runs it.', 'run();'],
    ],
    ['a block', ['/*', ' * Licensed under the Apache License', ' */', 'run();'], ['run();']],
    ['one line', ['/* SPDX-License-Identifier: MIT */', 'run();'], ['run();']],
    ['hashes below a shebang', ['#!/bin/sh', '# Copyright 2020', '# by us', 'run'], ['run']],
  ])('includes a licence in %s at the top of a file', (_, lines, rest) => {
    expect(told('javascript', lines)).toEqual(rest);
  });

  it('excludes comments about licences elsewhere, and other comments at the top', () => {
    expect(told('javascript', ['// Copyright headers are added here.', 'add();'], 20)).toHaveLength(2);
    expect(told('javascript', ['// Runs the queue.', 'run();'])).toHaveLength(2);
  });

  it('includes the front matter of a document, but neither rules between its parts nor sentences that start like an import', () => {
    expect(told('markdown', ['---', 'id: x', 'title: y', '---', '# Title', 'import this'])).toEqual([
      '# Title',
      'import this',
    ]);
    expect(told('markdown', ['Text', '---', 'More'])).toEqual(['Text', 'More']);
    expect(told('yaml', ['---', 'import: x', 'use: y', 'package: z'])).toEqual([
      'import: x',
      'use: y',
      'package: z',
    ]);
  });

  it('is marked only in chunks that contain nothing else', () => {
    expect(isBoilerplate('package main\n\nimport "fmt"\n', 1, 'go')).toBe(true);
    expect(isBoilerplate('package main\n\nvar x = 1\n', 1, 'go')).toBe(false);
    expect(isBoilerplate('}\n\n)', 30, 'go')).toBe(true);
  });

  it('is found in linear time in any text', () => {
    const hostile = ['import {', ...Array.from({ length: 20_000 }, () => '({'.repeat(2_000))];
    expect(boilerplateLines(hostile, 1, 'typescript')).toHaveLength(hostile.length);
  });
});
