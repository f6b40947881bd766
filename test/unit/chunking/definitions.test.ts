import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { grammars } from './chunkFixture';

const chunker = createChunker(grammars);

/** The definitions of a file: `line kind name`. */
async function definitions(language: string, text: string): Promise<string[]> {
  const { chunks } = await chunker.chunk({ path: 'a', language, text });
  return chunks
    .flatMap(({ symbols }) => symbols)
    .map(({ line, kind, name }) => `${line} ${kind} ${name}`)
    .sort((a, b) => parseInt(a) - parseInt(b));
}

/** A language, what a file defines, its lines, and the definitions in it. */
const files: readonly (readonly [
  language: string,
  what: string,
  lines: readonly string[],
  names: readonly string[],
])[] = [
  [
    'cpp',
    'types in classes, several members of one type',
    ['class A {', '  class B { int x; };', '  enum C { P, Q };', '  using D = int;', '  int m, *n;', '};'],
    [
      '1 class A',
      '2 class B',
      '2 property x',
      '3 enum C',
      '3 constant P',
      '3 constant Q',
      '4 type D',
      '5 property m',
      '5 property n',
    ],
  ],
  [
    'c',
    'members of structures and enumerations that are named by a typedef',
    [
      'typedef struct one {',
      '  int field;',
      '} one;',
      'typedef enum two_s { X } two;',
      'typedef int *three;',
    ],
    ['1 type one', '2 property field', '4 type two', '4 enum two_s', '4 constant X', '5 type three'],
  ],
  [
    'c',
    'macros without a value, but not the guard of a header',
    ['#ifndef A_H', '#define A_H', '#define USE_TLS', '#ifdef B', '#define C 1', '#endif', '#endif'],
    ['3 macro USE_TLS', '5 macro C'],
  ],
  [
    'csharp',
    'values of enumerations, several fields of one type',
    ['enum E { A, B = 2 }', 'class C { int a, b; }'],
    ['1 enum E', '1 constant A', '1 constant B', '2 class C', '2 property a', '2 property b'],
  ],
  [
    'java',
    'several fields of one type',
    ['class C { int a, b; }'],
    ['1 class C', '1 property a', '1 property b'],
  ],
  [
    'kotlin',
    'properties in a primary constructor',
    ['class A(val x: Int, private var y: Int, z: Int)'],
    ['1 class A', '1 property x', '1 property y'],
  ],
  [
    'go',
    'several variables of one type',
    ['package a', 'var x, y int', 'const b, c = 1, 2'],
    ['2 variable x', '2 variable y', '3 constant b', '3 constant c'],
  ],
  [
    'rust',
    'variants',
    ['struct S { pub x: i32 }', 'enum E {', '  A,', '  B { y: u8 },', '}'],
    ['1 struct S', '2 enum E', '3 constant A', '4 constant B'],
  ],
  [
    'typescript',
    'properties of types, values of enumerations',
    [
      'interface I { x: number; f(): void }',
      'type T = { y?: string; g(): void };',
      "enum E { A, B = 2, 'c-d' }",
      'const plain = { key: 1 };',
    ],
    [
      '1 interface I',
      '1 property x',
      '1 method f',
      '2 type T',
      '2 property y',
      '2 method g',
      '3 enum E',
      '3 constant A',
      '3 constant B',
      '3 constant c-d',
      '4 constant plain',
    ],
  ],
  [
    'javascript',
    'methods of objects and of assigned classes, members of prototypes',
    [
      'const o = { a() {}, b: () => 1, c: 2 };',
      'export default { d() {} };',
      'module.exports = class X { m() {} };',
      'module.exports = { e() {} };',
      'A.prototype.z = A.prototype.y;',
      'A.w = 1;',
    ],
    [
      '1 constant o',
      '1 method a',
      '1 method b',
      '2 method d',
      '3 class X',
      '3 method m',
      '4 method e',
      '5 property z',
    ],
  ],
  [
    'elixir',
    'types, callbacks, records, operators, definitions that depend on a condition',
    [
      'defmodule A do',
      '  @doc "x"',
      '  @type t :: integer',
      '  @type name(x) :: x',
      '  @opaque id :: integer',
      '  @callback go(a) :: :ok when a: atom',
      '  @macrocallback mac(a) :: :ok',
      '  Record.defrecordp(:info, a: 1)',
      '  def a + b, do: 1',
      '  if x do',
      '    def y, do: 1',
      '  else',
      '    def z, do: 1',
      '  end',
      'end',
    ],
    [
      '1 module A',
      '4 type name',
      '5 type id',
      '6 method go',
      '7 macro mac',
      '8 struct info',
      '9 function +',
      '11 function y',
      '13 function z',
    ],
  ],
  [
    'ruby',
    'attributes, aliases, generated methods and classes',
    [
      'class A',
      '  attr_reader :a, "b"',
      '  alias old? new?',
      '  alias :x! :y!',
      '  alias_method :p, :q',
      '  private def z; end',
      '  define_method(:w) { 1 }',
      '  included do',
      '    def inc; end',
      '  end',
      '  P = Struct.new(:s) do',
      '    def m; end',
      '  end',
      '  E = Class.new(StandardError)',
      '  LIMIT = 3',
      'end',
    ],
    [
      '1 class A',
      '2 property a',
      '2 property b',
      '3 method old?',
      '4 method x!',
      '5 method p',
      '6 method z',
      '7 method w',
      '9 method inc',
      '11 class P',
      '12 method m',
      '14 class E',
      '15 constant LIMIT',
    ],
  ],
  [
    'lua',
    'functions in tables',
    [
      'local M = { a = function() end, b = 1 }',
      'return { GET = function() end, ["/x"] = { POST = function() end } }',
    ],
    ['1 variable M', '1 method a', '2 method GET', '2 method POST'],
  ],
  [
    'php',
    'constants, functions that depend on a condition',
    ['<?php', "define('X', 1);", "if (!function_exists('a')) { function a() {} } else { function b() {} }"],
    ['2 constant X', '3 function a', '3 function b'],
  ],
  [
    'shellscript',
    'aliases and functions that depend on a condition, but not variables there',
    ["alias ll='ls -l' g=git", 'if true; then', '  alias q=z', '  X=1', '  f() { :; }', 'fi', 'Y=1'],
    ['1 variable ll', '1 variable g', '3 variable q', '5 function f', '7 variable Y'],
  ],
  [
    'haskell',
    'constructors, fields, methods of classes',
    [
      'data Env = Env { one :: Int, two :: Int } -- = No',
      'data Color = Red | Green Int',
      'data Big',
      '  = Big',
      '      { three :: Int -- | No',
      '      , four :: Maybe Int',
      '      }',
      '  | Small',
      '  deriving (Eq)',
      'class Shape a where',
      '  area :: a -> Int',
      '  area = go',
      '    where',
      '      go :: Int',
      'five, six :: Int',
      'seven',
      '  :: Int',
    ],
    [
      '1 type Env',
      '1 property one',
      '1 property two',
      '2 type Color',
      '2 constructor Red',
      '2 constructor Green',
      '3 type Big',
      '5 property three',
      '6 property four',
      '8 constructor Small',
      '10 class Shape',
      '11 method area',
      '15 function five',
      '16 function seven',
    ],
  ],
  [
    'erlang',
    'types and callbacks',
    ['-type name() :: integer().', '-callback init(X) -> ok.'],
    ['1 type name', '2 function init'],
  ],
  [
    'makefile',
    'variables, once each, and the first of several targets',
    [
      'curl_SOURCES = a.c',
      'X := 1',
      'X += 2',
      'export PATH := x:y',
      'all clean: x',
      '\tY := 1',
      'vpath %.c a:b',
    ],
    ['1 variable curl_SOURCES', '2 variable X', '4 variable PATH', '5 function all'],
  ],
  [
    'cmake',
    'options, variables and targets',
    ['option(USE_TLS "x" ON)', 'set(A 1)', 'set(A 2)', 'add_library(one STATIC a.c)'],
    ['1 variable USE_TLS', '2 variable A', '4 function one'],
  ],
  [
    'perl',
    'constants and attributes',
    ['use constant ONE => 1;', 'use constant {', '  TWO => 2,', '};', "has 'three' => (is => 'ro');"],
    ['1 constant ONE', '3 constant TWO', '5 property three'],
  ],
  [
    'tcl',
    'procedures without their namespace',
    ['proc ::redis::read {fd} {', '}', 'namespace eval ::a {', '  proc b {} {}', '}', 'proc 02_test {} {}'],
    ['1 function read', '3 module a', '4 function b', '6 function 02_test'],
  ],
  [
    'swift',
    'values of enumerations',
    [
      'enum E {',
      '  case one, two',
      '  indirect case three(E)',
      '  func f() {',
      '    switch self {',
      '    case one: x()',
      '    }',
      '  }',
      '}',
    ],
    ['1 enum E', '2 constant one', '3 constant three', '4 method f'],
  ],
  [
    'dart',
    'fields and getters',
    [
      'class A {',
      '  final String name;',
      '  static const int max = 3;',
      '  late final b = 1;',
      '  String get title => name;',
      '  bool operator ==(Object o) => true;',
      '}',
    ],
    ['1 class A', '2 property name', '3 property max', '4 property b', '5 property title'],
  ],
  [
    'proto',
    'fields and values of enumerations',
    [
      'message M {',
      '  repeated string name = 1;',
      '  map<string, int32> sizes = 2;',
      '}',
      'enum E {',
      '  ZERO = 0;',
      '}',
    ],
    ['1 struct M', '2 property name', '3 property sizes', '5 enum E', '6 constant ZERO'],
  ],
];

describe('definitions of', () => {
  it.each(files)('%s: %s', async (language, _, lines, names) => {
    expect(await definitions(language, `${lines.join('\n')}\n`)).toEqual(names);
  });

  it('C++ that is not parsed', async () => {
    const unparsed = createChunker(grammars, { maxSyntaxChars: 10 });
    const text = '#define ONE(x) \\\n  (x)\nusing Two = int;\n';
    const { chunks, method } = await unparsed.chunk({ path: 'a', language: 'cpp', text });
    expect(method).toBe('text');
    expect(chunks[0]?.symbols.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['macro ONE', 'type Two']);
  });
});
