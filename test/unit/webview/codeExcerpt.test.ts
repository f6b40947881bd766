import { describe, expect, it } from 'vitest';
import { linesToShow } from '../../../src/webview/model/codeExcerpt';
import { result } from './viewFixtures';

function check(source: string, startLine = 10) {
  const lines = source.split('\n').map((text) => [{ text, color: '#123456' }]);
  const { lines: shown, ...rest } = linesToShow(result('a.ts', 1, 99, { firstLine: startLine, lines }));
  return { ...rest, text: shown.map((line) => line.map((token) => token.text).join('')) };
}

describe('linesToShow', () => {
  it('removes the common indentation, ignoring blank lines', () => {
    expect(check('    if (a) {\n\n      b();\n    }').text).toEqual(['if (a) {', '', '  b();', '}']);
    expect(check('\t\tone\n\t  two').text).toEqual(['\tone', '  two']);
  });

  it('leaves out blank lines around, and numbers the others correctly', () => {
    expect(check('\n  \n  one\n  two\n\n')).toMatchObject({ firstLine: 12, text: ['one', 'two'] });
  });

  it('hides lines only if there are enough of them', () => {
    expect(check('1\n2\n3\n4\n5').foldable).toBe(0);
    expect(check('1\n2\n3\n4\n5\n6').foldable).toBe(2);
  });

  it('keeps colours when a token is cut', () => {
    const lines = [[{ text: '  ' }, { text: '  a', color: '#111111' }, { text: 'b' }], [{ text: '   c' }]];
    expect(linesToShow(result('a.ts', 1, 2, { lines })).lines).toEqual([
      [{ text: ' a', color: '#111111' }, { text: 'b' }],
      [{ text: 'c' }],
    ]);
  });

  it('shows nothing if all lines are blank', () => {
    expect(check('\n \n')).toMatchObject({ text: [], foldable: 0 });
  });
});
