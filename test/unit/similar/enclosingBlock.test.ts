import { describe, expect, it } from 'vitest';
import { enclosingBlock } from '../../../src/vscode/similar/enclosingBlock';

/** Source with `‸` at the cursor, and the block found there: its name, and its first and last line without indentation. */
function at(source: string, isProse = false): [name: string | undefined, first: string, last: string] {
  const lines = source.replace(/^\n/, '').split('\n');
  const line = lines.findIndex((one) => one.includes('‸'));
  const clean = lines.map((one) => one.replace('‸', ''));
  const { name, first, last } = enclosingBlock(clean, line, isProse);
  return [name, clean[first]!.trim(), clean[last]!.trim()];
}

describe('the definition around the cursor without an outline', () => {
  it('is a method with its comment in TypeScript', () => {
    const source = (cursor: number): string =>
      [
        'export class Queue {',
        '  private readonly waiting: string[] = [];',
        '',
        '  /** Sends one. */',
        '  async send(file: string): Promise<void> {',
        '    if (file === "") {',
        '      return;',
        '    } else {',
        '      await put(file);',
        '    }',
        '',
        '  }',
        '',
        '  close(',
        '    force: boolean,',
        '  ): void {',
        '    end(force);',
        '  }',
        '}',
      ]
        .map((line, index) => (index === cursor ? `${line}‸` : line))
        .join('\n');
    const send = ['send', '/** Sends one. */', '}'];
    for (const cursor of [3, 4, 5, 6, 7, 8, 10, 11]) expect(at(source(cursor)), String(cursor)).toEqual(send);
    for (const cursor of [13, 14, 15, 16, 17]) expect(at(source(cursor))).toEqual(['close', 'close(', '}']);
    expect(at(source(0))).toEqual(['Queue', 'export class Queue {', '}']);
    expect(at(source(1))).toEqual(['Queue', 'export class Queue {', '}']);
    expect(at(source(18))).toEqual(['Queue', 'export class Queue {', '}']);
  });

  it('is a named arrow function, and not the callback in it', () => {
    const source = `
const total = (lines: Line[]) => {
  lines.forEach((line) => {
    add(line);‸
  });
  return sum;
};
other();`;
    expect(at(source)).toEqual(['total', 'const total = (lines: Line[]) => {', '};']);
  });

  it('is a test by its title', () => {
    const source = `
describe('the queue', () => {
  it('tries again', async () => {
    const queue = new Queue();‸
  });
});`;
    expect(at(source)).toEqual(['tries again', "it('tries again', async () => {", '});']);
  });

  it('is a function with its decorator in Python', () => {
    const source = `
import os

@cached
# Slow.
def read(
    path,
) -> bytes:
    with open(path) as file:
        return file.read()‸

def write():
    pass`;
    expect(at(source)).toEqual(['read', '@cached', 'return file.read()']);
    expect(at('class A:\n    x = 1‸\n\n    def f(self):\n        pass\n')).toEqual(['A', 'class A:', 'pass']);
  });

  it.each([
    [
      'Go',
      'func (s *Server) Handle(w Writer) error {\n\tif w == nil {\n\t\treturn nil‸\n\t}\n\treturn s.run()\n}',
      'Handle',
      '}',
    ],
    ['Rust', "impl<'a> Cache<'a> {\n    pub fn get(&self) -> u8 {\n        self.x‸\n    }\n}", 'get', '}'],
    [
      'Java',
      'class A {\n  @Override\n  public List<String> names(int a) throws E {\n    return all;‸\n  }\n}',
      'names',
      '}',
    ],
    [
      'C, brace below',
      'static int\nlength(const char *s)\n{\n  int n = 0;‸\n\n  return n;\n}\n\nint x;',
      'length',
      '}',
    ],
    ['C++', 'void Queue::push(Item item) const {\n  items.push_back(item);‸\n}', 'push', '}'],
    ['C#', 'public class A\n{\n    public int Add(int a)\n    {\n        return a;‸\n    }\n}', 'Add', '}'],
    [
      'Ruby',
      'module M\n  def self.call(env)\n    if env\n      run‸\n    end\n  end\nend',
      'self.call',
      'end',
    ],
    ['PHP', 'class A {\n    public function run($a) {\n        return $a;‸\n    }\n}', 'run', '}'],
    ['Kotlin', 'fun <T> first(list: List<T>): T {\n    return list[0]‸\n}', 'first', '}'],
    ['Swift', 'func send(_ file: File) throws {\n    try put(file)‸\n}', 'send', '}'],
    ['Lua', 'local function add(a, b)\n  return a + b‸\nend', 'add', 'end'],
    ['Elixir', 'defmodule A do\n  defp run(x) do\n    x‸\n  end\nend', 'run', 'end'],
    ['shell', 'roll_back() {\n  git revert HEAD‸\n}', 'roll_back', '}'],
    ['SQL', 'CREATE TABLE IF NOT EXISTS uploads (\n  id text,‸\n  owner text\n);', 'uploads', ');'],
    ['Lisp', '(defun square (x)\n  (* x x)‸)', 'square', '(* x x))'],
    ['R', 'total <- function(x) {\n  sum(x)‸\n}', 'total', '}'],
  ])('is found in %s', (_language, source, name, last) => {
    const found = at(source);
    expect([found[0], found[2]]).toEqual([name, last]);
  });

  it('is the block if nothing is defined', () => {
    expect(at('a: 1\n\njobs:\n  build:\n    - one‸\n    - two\n\nz: 2')).toEqual([
      undefined,
      'jobs:',
      '- two',
    ]);
    expect(at('.card {\n  color: red;‸\n}\n.row { }')).toEqual([undefined, '.card {', '}']);
    expect(at('SELECT a\nFROM b‸\nWHERE c;\n\nSELECT 2;')).toEqual([undefined, 'SELECT a', 'WHERE c;']);
    expect(at('send(\n  one,‸\n  two,\n);\nother();')).toEqual([undefined, 'send(', ');']);
  });

  it('is the paragraph in prose', () => {
    expect(at('One.\n\nTwo function\n  three‸\nfour.\n\nFive.', true)).toEqual([
      undefined,
      'Two function',
      'four.',
    ]);
  });

  it('is not a word of a sentence or a call', () => {
    expect(at('run();\n\ntype = 1‸\nobject.type(x)\n\nend()')[0]).toBeUndefined();
    expect(at('useEffect(() => {\n  load();‸\n}, []);')[0]).toBeUndefined();
  });

  it('is empty for an empty text', () => {
    expect(enclosingBlock([''], 0)).toEqual({ first: 0, last: 0 });
    expect(enclosingBlock(['', '  ', ''], 1)).toEqual({ first: 1, last: 1 });
    expect(enclosingBlock(['}'], 0)).toEqual({ first: 0, last: 0 });
  });

  it('is the function around an empty line, and the one below between two functions', () => {
    const source = 'function a() {\n  one();\n‸\n  two();\n}\n\nfunction b() {\n}';
    expect(at(source)[0]).toBe('a');
    expect(at('function a() {\n}\n‸\nfunction b() {\n}')[0]).toBe('b');
  });

  it('is found in linear time in a long file and in a long line', () => {
    const deep = Array.from(
      { length: 20_000 },
      (_, index) => `${' '.repeat(index % 300)}a${'('.repeat(200)}`,
    );
    expect(enclosingBlock(deep, 19_999).first).toBeGreaterThanOrEqual(0);
    expect(enclosingBlock([`${'x '.repeat(100_000)}(`, '  y'], 1).last).toBe(1);
  });
});
