import { describe, expect, it } from 'vitest';
import { FileAssociations } from '../../../src/engine/corpus/fileAssociations';

describe('FileAssociations', () => {
  it.each<[Readonly<Record<string, string>>, string, string | undefined]>([
    [{ '*.inc': 'php' }, 'lib/a.inc', 'php'],
    [{ '*.inc': 'php' }, 'LIB/A.INC', 'php'],
    [{ '*.inc': 'php' }, 'a.inc/b.ts', undefined],
    [{ '*.INC': 'php' }, 'a.inc', 'php'],
    [{ Jenkinsfile: 'groovy' }, 'ci/Jenkinsfile', 'groovy'],
    [{ '**/templates/*.tpl': 'html' }, 'app/templates/a.tpl', 'html'],
    [{ '**/templates/*.tpl': 'html' }, 'app/other/a.tpl', undefined],
    [{ './app/*.tpl': 'html' }, 'app/a.tpl', 'html'],
    [{ '/app/*.tpl': 'html' }, 'app/a.tpl', 'html'],
    // The longest glob decides; of equally long ones, the last.
    [{ '*.html.tpl': 'html', '*.tpl': 'smarty-templates' }, 'a.html.tpl', 'html'],
    [{ '*.tpl': 'smarty-templates', '*.html.tpl': 'html' }, 'a.html.tpl', 'html'],
    [{ '*.inc': 'php', 'a.in?': 'cpp' }, 'a.inc', 'cpp'],
    [{ 'a.in?': 'cpp', '*.inc': 'php' }, 'a.inc', 'php'],
    // Names that other extensions use for a dialect.
    [{ '*.css': 'tailwindcss' }, 'a.css', 'css'],
    [{ '*.yml': 'ansible' }, 'a.yml', 'yaml'],
    [{ '*.foo': 'unheard-of' }, 'a.foo', 'unheard-of'],
    [{}, 'a.inc', undefined],
  ])('%o: %s is %s', (associations, path, language) => {
    expect(new FileAssociations({ associations }).languageOf(path)).toBe(language);
  });

  it('prefers the encoding of the language to that of the folder; UTF-8 means detection', () => {
    const stated = new FileAssociations({
      encoding: 'windows1251',
      encodingByLanguage: { php: 'koi8r', go: 'utf8', bat: 'cp866' },
    });
    expect(['php', 'go', 'bat', 'python'].map((language) => stated.encodingOf(language))).toEqual([
      'utf-8,koi8r',
      undefined,
      'utf-8,cp866',
      'utf-8,windows1251',
    ]);
    expect(new FileAssociations({ encoding: 'utf8bom' }).encodingOf('php')).toBeUndefined();
    expect(new FileAssociations().encodingOf('php')).toBeUndefined();
  });
});
