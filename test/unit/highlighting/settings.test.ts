import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ThemeKind } from '../../../src/common/view/viewProtocol';
import { activeThemes, type ThemeSettings } from '../../../src/vscode/highlighting/activeTheme';
import { contributedGrammars } from '../../../src/vscode/highlighting/installedExtensions';
import { customTokenRules } from '../../../src/vscode/highlighting/tokenColorCustomizations';

describe('the active theme', () => {
  const extensions = [
    extension('defaults', true, {
      themes: [
        { id: 'Default Dark Modern', label: 'Dark', uiTheme: 'vs-dark', path: './dark.json' },
        { id: 'Default Light Modern', label: 'Light', uiTheme: 'vs', path: './light.json' },
        { id: 'Default High Contrast', label: 'HC', uiTheme: 'hc-black', path: './hc.json' },
        { id: 'Default High Contrast Light', label: 'HC Light', uiTheme: 'hc-light', path: './hcl.json' },
      ],
    }),
    extension('mine', false, {
      themes: [
        { label: 'Night', uiTheme: 'vs-dark', path: 'themes/night.json' },
        { label: 'Noon', uiTheme: 'vs', path: 'themes/noon.json' },
        { label: 'Without kind', path: 'themes/any.json' },
        { label: 'Without file' },
        'no theme',
      ],
    }),
    extension('strange', false, { themes: 'none' }),
    { directory: '/nothing', isBuiltin: false, packageJson: null },
  ];

  it.each<[string, ThemeKind, ThemeSettings, string[]]>([
    ['the one chosen', 'dark', { colorTheme: 'Night' }, ['Night', 'Default Dark Modern']],
    ['one without a kind', 'dark', { colorTheme: 'Without kind' }, ['Without kind', 'Default Dark Modern']],
    ['the default', 'light', { colorTheme: 'Default Light Modern' }, ['Default Light Modern']],
    ['one that is not here', 'light', { colorTheme: 'Elsewhere' }, ['Default Light Modern']],
    [
      'of the system',
      'light',
      { colorTheme: 'Night', preferredLight: 'Noon', autoDetectColorScheme: true },
      ['Noon', 'Default Light Modern'],
    ],
    [
      'not of the system',
      'dark',
      { colorTheme: 'Night', preferredDark: 'Without kind' },
      ['Night', 'Without kind', 'Default Dark Modern'],
    ],
    [
      'high contrast of the system',
      'highContrastDark',
      { colorTheme: 'Night', preferredHighContrastDark: 'Default High Contrast' },
      ['Default High Contrast'],
    ],
    ['light high contrast', 'highContrastLight', {}, ['Default High Contrast Light']],
  ])('is %s', (_, kind, settings, expected) => {
    expect(activeThemes(kind, settings, extensions).map(({ id }) => id)).toEqual(expected);
  });

  it.each([
    ['Default Light Modern', 'Light Modern'],
    ['Light Modern', 'Default Light Modern'],
  ])('is found as %s if it is called %s', (name, id) => {
    const themes = [
      { id: 'Light+', uiTheme: 'vs', path: './plus.json' },
      { id, uiTheme: 'vs', path: './modern.json' },
    ];
    const found = activeThemes('light', { colorTheme: name }, [extension('builtin', true, { themes })]);
    expect(found.map((theme) => theme.id)).toEqual([id]);
  });

  it('is a file of its extension', () => {
    const [theme] = activeThemes('dark', { colorTheme: 'Night' }, extensions);
    expect(theme?.file).toBe(path.join('/extensions/mine', 'themes/night.json'));
  });

  it('may not exist', () => {
    expect(activeThemes('dark', { colorTheme: 'Night' }, [])).toEqual([]);
  });
});

describe('grammars', () => {
  it('of installed extensions come after those of the editor', () => {
    const grammar = { language: 'ts', scopeName: 'source.ts', path: './ts.json' };
    const grammars = contributedGrammars([
      extension('mine', false, { grammars: [grammar] }),
      extension('builtin', true, {
        grammars: [
          grammar,
          { scopeName: 'source.x', path: 'x.json', injectTo: ['source.ts', 7] },
          { path: 'y' },
          3,
        ],
      }),
      extension('strange', true, { grammars: {} }),
    ]);
    expect(grammars).toEqual([
      { language: 'ts', scopeName: 'source.ts', path: path.join('/extensions/builtin', 'ts.json') },
      { scopeName: 'source.x', path: path.join('/extensions/builtin', 'x.json'), injectTo: ['source.ts'] },
      { language: 'ts', scopeName: 'source.ts', path: path.join('/extensions/mine', 'ts.json') },
    ]);
  });
});

describe('customizations', () => {
  it('are simple keys, then rules, then the same for the theme', () => {
    const rules = customTokenRules(
      {
        textMateRules: [{ scope: 'a', settings: { foreground: '#aaa' } }, 'none'],
        '[Night]': { comments: { foreground: '#bbb', fontStyle: 'bold' } },
        '[Noon]': { comments: '#000' },
        numbers: '#ccc',
        strings: 7,
      },
      'Night',
    );
    expect(rules).toEqual([
      { scope: ['constant.numeric'], foreground: '#ccc' },
      { scope: 'a', foreground: '#aaa' },
      { scope: ['comment', 'punctuation.definition.comment'], foreground: '#bbb', fontStyle: 'bold' },
    ]);
  });

  it.each([
    ['[Default Dark Modern]', true],
    ['[Noon][Default Dark Modern]', true],
    ['[*Dark*]', true],
    ['[Default*]', true],
    ['[*Modern]', true],
    ['[*]', true],
    ['[Default Dark]', false],
    ['[Dark*]', false],
    ['[*Dark]', false],
    ['Default Dark Modern', false],
  ])('for %s', (key, expected) => {
    const rules = customTokenRules({ [key]: { numbers: '#abc' } }, 'Default Dark Modern');
    expect(rules.length > 0).toBe(expected);
  });

  it.each([undefined, null, 'red', 7, []])('that are invalid have no rules: %j', (value) => {
    expect(customTokenRules(value, 'Night')).toEqual([]);
  });
});

function extension(
  name: string,
  isBuiltin: boolean,
  contributes: unknown,
): { directory: string; isBuiltin: boolean; packageJson: unknown } {
  return { directory: `/extensions/${name}`, isBuiltin, packageJson: { name, contributes } };
}
