import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { grammars, smallSizes } from './chunkFixture';

const chunker = createChunker(grammars, smallSizes);

/** The last line of each definition. */
async function ends(language: string, text: string): Promise<Record<string, string>> {
  const { chunks } = await chunker.chunk({ path: 'a', language, text });
  const lines = text.split('\n');
  return Object.fromEntries(
    chunks.flatMap((chunk) => chunk.symbols).map(({ name, endLine }) => [name, lines[endLine - 1]!]),
  );
}

/** A language, the form of a definition called `one`, a statement, and the last line of the definition. */
const forms: readonly (readonly [
  language: string,
  form: string,
  statement: (i: number) => string,
  last: string,
])[] = [
  [
    'pascal',
    'procedure one(x: Integer);\nvar\ni: Integer;\nbegin\nif x > 1 then begin\nBODY\nend;\nend;',
    (i) => `Total := Total + ${i}; { begin }`,
    'end;',
  ],
  [
    'ada',
    'procedure one is\nbegin\nif X > 1 then\nBODY\nend if;\nend one;',
    (i) => `Total := ${i};`,
    'end one;',
  ],
  [
    'vhdl',
    'function one(x : integer) return integer is\nbegin\nBODY\nreturn x;\nend function one;',
    (i) => `total := ${i};`,
    'end function one;',
  ],
  ['verilog', 'task one;\nbegin\nBODY\nend\nendtask', (i) => `total = total + ${i};`, 'endtask'],
  [
    'systemverilog',
    'function automatic int one(int x);\nBODY\nendfunction',
    (i) => `x += ${i};`,
    'endfunction',
  ],
  [
    'fortran',
    'subroutine one(x)\ninteger :: x\nif (x > 1) then\nBODY\nend if\nend subroutine one',
    (i) => `total = total + ${i}`,
    'end subroutine one',
  ],
  ['cmake', 'function(one NAME)\nBODY\nendfunction()', (i) => `message(STATUS "line ${i}")`, 'endfunction()'],
  ['viml', 'function! one() abort\nBODY\nendfunction', (i) => `let total = total + ${i}`, 'endfunction'],
  [
    'bsl',
    'Процедура one(Склад) Экспорт\nДля Каждого Х Из Склад Цикл\nBODY\nКонецЦикла;\nКонецПроцедуры',
    (i) => `Сумма = Сумма + ${i};`,
    'КонецПроцедуры',
  ],
  ['autoit', 'Func one($x)\nBODY\nEndFunc', (i) => `$x = ${i}`, 'EndFunc'],
  [
    'applescript',
    'on one(w)\nrepeat with x in w\nBODY\nend repeat\nend one',
    (i) => `set n to ${i}`,
    'end one',
  ],
  ['sas', '%macro one(ds);\ndata x;\nBODY\nrun;\n%mend one;', (i) => `x${i} = ${i};`, '%mend one;'],
  ['stata', 'program define one\nsyntax varlist\nBODY\nend', (i) => `replace v = ${i}`, 'end'],
  [
    'iec-st',
    'FUNCTION_BLOCK one\nVAR\nx : INT;\nEND_VAR\nBODY\nEND_FUNCTION_BLOCK',
    (i) => `y := ${i};`,
    'END_FUNCTION_BLOCK',
  ],
  ['v', 'task one;\nbegin\nBODY\nend\nendtask\nendmodule', (i) => `total = total + ${i};`, 'endtask'],
  ['haskell', 'one :: Int -> Int\none 0 = 1\nBODY', (i) => `one ${i} = ${i + 1}`, 'one 7 = 8'],
  [
    'vb',
    'Public Sub one(x As Integer)\nIf x > 1 Then\nBODY\nEnd If\nEnd Sub',
    (i) => `Total = ${i}`,
    'End Sub',
  ],
  ['abap', 'FORM one.\nBODY\nENDFORM.', (i) => `ADD ${i} TO total.`, 'ENDFORM.'],
  ['makefile', 'define one\nBODY\nendef', (i) => `echo ${i}`, 'endef'],
  [
    'julia',
    'function one(x)\nfor i in 1:x\nif i > 1\nBODY\nend\nend\nreturn x[end]\nend',
    (i) => `total += ${i}`,
    'end',
  ],
  ['crystal', 'def one(x)\nx.each do |i|\nBODY\nend\nend', (i) => `total += ${i}`, 'end'],
  ['perl', 'sub one {\nif ($x) {\nBODY\n}\nreturn {};\n}', (i) => `$total += ${i}; # {`, '}'],
  ['tcl', 'proc one {x} {\nforeach i $x {\nBODY\n}\n}', (i) => `incr total ${i}`, '}'],
  ['r', 'one <- function(x) {\nfor (i in x) {\nBODY\n}\n}', (i) => `total <- total + ${i}`, '}'],
  ['d', 'function one(int x)\n{\nif (x)\n{\nBODY\n}\n}', (i) => `total += ${i}; // {`, '}'],
  ['matlab', 'function y = one(x)\nBODY\nend', (i) => `y = y + ${i};`, 'end'],
  ['bat', ':one\nBODY\nexit /b 0', (i) => `echo ${i}`, 'exit /b 0'],
  ['asm', 'one:\nBODY\nret', (i) => `add eax, ${i}`, 'ret'],
];

describe('a definition stays with its body, which is not indented', () => {
  it.each(forms)('%s', async (language, form, statement, last) => {
    const body = Array.from({ length: 8 }, (_, i) => statement(i)).join('\n');
    const one = form.replace('BODY', body);
    const text = `${one}\n\n${one.replaceAll('one', 'two')}\n`;
    expect(await ends(language, text)).toMatchObject({ one: last, two: last.replace('one', 'two') });
    const { chunks } = await chunker.chunk({ path: 'a', language, text: `${one}\n` });
    expect(chunks[0]!.text.startsWith(form.split('\n')[0]!)).toBe(true);
  });

  it('COBOL: sections with their paragraphs, and paragraphs, in fixed form', async () => {
    const sections =
      '       PROCEDURE DIVISION.\n       A-ONE SECTION.\n       A-START.\n           MOVE 0 TO X.\n       A-EXIT.\n           EXIT.\n' +
      '       B-TWO SECTION.\n           MOVE 1 TO X.\n';
    expect(await ends('cobol', sections)).toEqual({
      'A-ONE': '           EXIT.',
      'B-TWO': '           MOVE 1 TO X.',
    });
    const paragraphs =
      '       MAIN.\n           MOVE 0 TO X.\n           GOBACK.\n       LAST.\n           EXIT.\n';
    expect(await ends('cobol', paragraphs)).toEqual({ MAIN: '           GOBACK.', LAST: '           EXIT.' });
  });

  it('MATLAB, which has the extension of Objective-C', async () => {
    const matlab =
      '% Fits\nfunction out = one(x)\nfor k = 1:3\nout = k;\nend\nend\n\nfunction two(x)\nx;\nend\n';
    expect(await ends('objective-c', matlab)).toEqual({ one: 'end', two: 'end' });
    const objectiveC = '#import "a.h"\nint one(int x) {\n  return x % 2;\n}\n';
    expect(await ends('objective-c', objectiveC)).toEqual({ one: '  return x % 2;' });
  });

  it('a declaration without a body does not take the next definition', async () => {
    expect(await ends('pascal', 'procedure one;\nprocedure two;\nbegin\nDo;\nend;\n')).toMatchObject({
      one: 'procedure one;',
      two: 'end;',
    });
    expect(await ends('swift', 'protocol P {\nfunc one()\nfunc two() {\nx()\n}\n}\n')).toMatchObject({
      one: 'func one()',
    });
    expect(await ends('ada', 'procedure one;\nprocedure two is\nbegin\nnull;\nend two;\n')).toMatchObject({
      one: 'procedure one;',
      two: 'end two;',
    });
  });
});

describe('a text over several lines does not end a definition', () => {
  it.each<[string, string, string]>([
    ['perl', 'sub one {\n  print <<EOT;\nfirst\nsub no {\nEOT\n  return 1;\n}', '  return 1;'],
    ['nim', 'proc one(): string =\n  result = """\nfirst\nproc no() =\n"""\n  echo 1', '  echo 1'],
    [
      'hcl',
      'resource "a" "one" {\n  user_data = <<-EOF\nfirst\nresource "x" "no" {\nEOF\n  b = 1\n}',
      '  b = 1',
    ],
    ['gdscript', 'func one():\n  var x = """\nfirst\nfunc no():\n"""\n  return x', '  return x'],
  ])('%s', async (language, one, last) => {
    const found = await ends(language, `${one}\n\n${one.replaceAll('one', 'two')}\n`);
    expect(found).toMatchObject({ one: last, two: last });
    expect(Object.keys(found)).not.toContain('no');
  });
});
