import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../src/engine/corpus/languages';
import { localizedPath } from '../../../../src/engine/searching/folding/locales';

function found(path: string): [string, string] | undefined {
  const { id, kind } = languageOf(path);
  const localized = localizedPath(path, { kind, language: id });
  return localized && [localized.key, localized.locale];
}

describe('localizedPath', () => {
  it.each<[string, [string, string]]>([
    ['docs/de/x.md', ['docs/x.md', 'de']],
    ['docs/zh-hant/docs/x.md', ['docs/docs/x.md', 'zh-hant']],
    ['docs/zh_TW/x.md', ['docs/x.md', 'zh-hant']],
    ['docs/pt-BR/x.md', ['docs/x.md', 'pt-br']],
    ['docs/es-419/x.mdx', ['docs/x.mdx', 'es-419']],
    ['README.zh-cn.md', ['README.md', 'zh-hans']],
    ['README_CN.md', ['README.md', 'zh-hans']],
    ['README-ja.md', ['README.md', 'ja']],
    ['a/README.zh-Hant.md', ['a/README.md', 'zh-hant']],
    ['locales/de.json', ['locales/.json', 'de']],
    ['src/i18n/fr/errors.ts', ['src/i18n/errors.ts', 'fr']],
    ['package.nls.zh-cn.json', ['package.nls.json', 'zh-hans']],
    ['www/i18n/de/docusaurus-plugin-content-docs/current/a/b.md', ['www/docs/a/b.md', 'de']],
  ])('%s is %o', (path, expected) => {
    expect(found(path)).toEqual(expected);
  });

  it.each([
    'docs/x.md',
    'docs/design/x.md',
    'src/it/main.ts',
    'src/id/index.ts',
    'cmd/is/no.go',
    'config/no/settings.json',
    'lib/sign-in.ts',
    'ts/x.md',
    'it.md',
  ])('%s names no language', (path) => {
    expect(found(path)).toBeUndefined();
  });
});
