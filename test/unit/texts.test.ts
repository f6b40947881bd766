import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import bundle from '../../l10n/bundle.l10n.json';
import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import manifest from '../../package.json';
import manifestTexts from '../../package.nls.json';
import chineseManifestTexts from '../../package.nls.zh-cn.json';
import { plainErrorsIn, plainTextsIn } from '../support/plainTexts';

interface TextsScript {
  readonly textsOfSources: () => { readonly texts: readonly string[]; readonly faults: readonly string[] };
  readonly placeholdersOf: (text: string) => readonly string[];
}

type Texts = Readonly<Record<string, string>>;

const require = createRequire(import.meta.url);
const { textsOfSources, placeholdersOf } = require('../../scripts/texts.js') as TextsScript;

/** Names and symbols. */
const sameInChinese = new Set(['Cookie', '{0}/{1}']);
const hasChinese = (text: string): boolean => /[\u4e00-\u9fff]/.test(text);

describe('the texts of the sources', () => {
  const { texts, faults } = textsOfSources();

  it('are literals with a value for each placeholder', () => {
    expect(faults).toEqual([]);
    expect(texts.length).toBeGreaterThan(100);
  });

  it('are those of the bundle (npm run texts)', () => {
    expect(bundle).toEqual(Object.fromEntries(texts.map((text) => [text, text])));
  });

  it('are complete sentences that are not concatenated', () => {
    for (const text of texts) expect(text, text).toBe(text.trim());
  });
});

describe('the Chinese texts', () => {
  it('are exactly those of the bundle (npm run texts -- --missing)', () => {
    expect(Object.keys(chinese).toSorted()).toEqual(Object.keys(bundle).toSorted());
  });

  it.each(Object.entries(chinese))('translates %j', (text, translated) => {
    expect(translated.trim()).not.toBe('');
    expect(placeholdersOf(translated)).toEqual(placeholdersOf(text));
    const words = text.replaceAll(/\{\d+\}/g, '');
    if (/[a-z]{2}/i.test(words) && !sameInChinese.has(translated)) {
      expect(hasChinese(translated), translated).toBe(true);
    }
    // Icons, links, and text that is typed or matched literally.
    expect(fixedParts(translated)).toEqual(fixedParts(text));
  });

  it('name commands in Chinese', () => {
    const category = chineseManifestTexts.displayName;
    const titles = Object.values(manifest.contributes.commands).map(
      ({ title }) => `${category}: ${(chineseManifestTexts as Texts)[title.slice(1, -1)]!}`,
    );
    for (const translated of Object.values(chinese)) {
      for (const [, name] of translated.matchAll(/“(语义搜索: [^”]+)”/g)) expect(titles).toContain(name);
    }
  });
});

describe('the texts of package.json', () => {
  const keys = [...JSON.stringify(manifest).matchAll(/"%([\w.-]+)%"/g)].map((match) => match[1]!);

  it('exist for exactly the used keys', () => {
    expect([...new Set(keys)].toSorted()).toEqual(Object.keys(manifestTexts).toSorted());
  });

  it('exist in Chinese for exactly the used keys', () => {
    expect(Object.keys(chineseManifestTexts)).toEqual(Object.keys(manifestTexts));
  });

  it.each(Object.entries(manifestTexts))('are translated: %s', (key, text) => {
    const translated = (chineseManifestTexts as Texts)[key]!;
    expect(hasChinese(translated), translated).toBe(true);
    expect(fixedParts(translated)).toEqual(fixedParts(text));
  });

  it('name existing settings and commands', () => {
    const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
    const settings = new Set(
      manifest.contributes.configuration.flatMap(({ properties }) => Object.keys(properties)),
    );
    for (const text of Object.values(manifestTexts)) {
      for (const [, command] of text.matchAll(/command:(semanticSearch\.\w+)/g))
        expect(commands).toContain(command);
      for (const [, setting] of text.matchAll(/#(semanticSearch\.\w+)#/g))
        expect(settings).toContain(setting);
    }
  });
});

describe('user-visible text', () => {
  it('is not written without l10n.t', () => {
    const known = new Set([
      // Theme names as used in settings.
      ...[
        'Default Light Modern',
        'Default Dark Modern',
        'Default High Contrast',
        'Default High Contrast Light',
      ],
      // Comparison and row keys, menu values, and the page's policies.
      ...['diff {} {}', 'other {}', 'text {}', 'file {}', 'result {}-{} {}', 'pin {}', 'folder canIndex'],
      ...['style-src {}', 'font-src {}'],
    ]);
    // Not translated: names, extensions and words of programming languages; stored forms of details; the built-in model understands English; the health
    // report is for maintainers; API errors are for callers.
    const plain = plainTextsIn(['src/vscode', 'src/webview', 'src/common']).filter(
      ({ text, file }) =>
        !known.has(text) &&
        !/(?:languageNames|languageTables|detailForm|headerLine|sampleQuestion)\.ts$|indexTree\/health\/|links\/(?:apiOptions|publicApi)\.ts$/.test(
          file,
        ),
    );
    expect(plain).toEqual([]);
  });

  it('includes errors in the language of the window', () => {
    const plain = plainErrorsIn(['src/engine', 'src/node', 'src/worker']);
    // Highlighting problems are only logged.
    expect(plain.filter(({ file }) => !file.endsWith('highlightThread.ts'))).toEqual([]);
  });
});

/** Parts that a translation must not change: links to commands, references to settings, code, icons, setting names. */
function fixedParts(text: string): string[] {
  return (
    text.match(
      /command:[\w.]+|#[\w.]+#|`[^`]+`|\$\([\w~-]+\)|semanticSearch\.\w+|--[a-z-]{3,}|https?:\/\//g,
    ) ?? []
  ).toSorted();
}
