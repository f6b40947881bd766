import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import bundle from '../../l10n/bundle.l10n.json';
import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import manifest from '../../package.json';
import manifestTexts from '../../package.nls.json';
import chineseManifestTexts from '../../package.nls.zh-cn.json';

type Texts = Readonly<Record<string, string>>;

const english = [...Object.values(manifestTexts), ...Object.keys(bundle)];
const translated = [...Object.values(chineseManifestTexts), ...Object.values(chinese)];

/** Chinese synonyms of a preferred term, with the term to use. */
const otherWords: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/编制索引|编入索引|生成索引|重新生成.*索引/, '索引, 构建索引, 重建索引'],
  [/继续索引[^；。]*$/, '恢复索引'],
  [/消除/, '移除'],
  [/遮盖|屏蔽/, '脱敏'],
  [/疑似机密|机密文件/, '疑似含敏感信息'],
  [/仅按字词|按字词找到/, '仅关键词匹配'],
  [/嵌入提供商/, '嵌入服务提供商'],
  [/用自己的话/, '用自然语言描述'],
  [/在本机上运行/, '在本机运行'],
  [/支持英语|理解英语/, '仅支持英文提问'],
  [/先前的索引/, '旧索引'],
];

/** Unidiomatic English that an experienced developer would have to read twice. */
const riddles =
  /\b(?:by itself|lies in|left out|leaves? it out|words alone|anew|all the same|all the while|what is there|goes on|go on\b|mend|once more|is told|are told|shall|wants a|or the like|leads nowhere|of its own|had? not come|who turns|what is indexed|held back|be had|told of|tells? of|says? back|the like of|is of no use)\b/i;

/** Phrases with a second meaning, or without an actor. Titles of tests and comments of the sources have none of them. */
const unclear =
  /\b(?:(?:is|are|be) told|told of|tells? of|says? back|the like of|nobody asks|is of no use|taken for good|of which the|anew|go(?:es)? on\b|all the same|left alone|be had|whoever|shall|or the like|in vain|gone through)\b/i;

const repository = path.join(import.meta.dirname, '..', '..');

/** The TypeScript files of a directory that `isMeant` accepts, with their texts. */
async function filesIn(
  directory: string,
  isMeant: (file: string) => boolean,
): Promise<[file: string, text: string][]> {
  const names = await readdir(path.join(repository, directory), { recursive: true });
  const files = names.map((name) => path.posix.join(directory, name.replaceAll('\\', '/')));
  return Promise.all(
    files
      .filter((file) => file.endsWith('.ts') && isMeant(file))
      .map(async (file) => [file, await readFile(path.join(repository, file), 'utf8')]),
  );
}

/** Commands by their title in the palette, without the dots that announce further input. */
const titleOf = (texts: Texts, title: string): string => texts[title.slice(1, -1)]!;

describe('the vocabulary', () => {
  it.each(otherWords)('uses one Chinese word for each term, not %s', (wrong, right) => {
    expect(
      translated.filter((text) => wrong.test(text)),
      right,
    ).toEqual([]);
  });

  it('uses Chinese commas and colons between Chinese words', () => {
    const commands = Object.values(manifest.contributes.commands).map(
      ({ title }) => `${chineseManifestTexts.displayName}: ${titleOf(chineseManifestTexts, title)}`,
    );
    const ascii = /[\u4e00-\u9fff}][,:;] /;
    const withoutCommands = (text: string): string =>
      commands.reduce((rest, command) => rest.replace(command, ''), text);
    expect(translated.filter((text) => ascii.test(withoutCommands(text)))).toEqual([]);
  });

  it('uses plain English', () => {
    expect(english.filter((text) => riddles.test(text))).toEqual([]);
  });

  it('has plain titles of tests', async () => {
    const title = /\b(?:describe|it|test)(?:\.\w+)*\((?:\[.*?\]\)\()?\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gs;
    const files = await filesIn('test', (file) => file.endsWith('.test.ts') || file.endsWith('.suite.ts'));
    const titles = files.flatMap(([file, text]) =>
      Array.from(text.matchAll(title), (match) => `${file}: ${match[2]}`),
    );
    expect(titles.length).toBeGreaterThan(1000);
    expect(titles.filter((text) => unclear.test(text))).toEqual([]);
  });

  it('has plain comments', async () => {
    const comment = /\/\*\*?[^]*?\*\/|(?<=^|\s)\/\/ .*/g;
    const files = await filesIn('src', () => true);
    const comments = files.flatMap(([file, text]) =>
      Array.from(
        text.matchAll(comment),
        ([match]) => `${file}: ${match.replace(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' ')}`,
      ),
    );
    expect(comments.length).toBeGreaterThan(1000);
    expect(comments.filter((text) => unclear.test(text))).toEqual([]);
  });

  it('names all languages of the built-in model wherever it names some of them', async () => {
    const files = await readdir(path.join(repository, 'media', 'lexicon'));
    const codes = files.filter((file) => file.endsWith('.lexicon')).map((file) => file.split(/[-.]/)[0]!);
    const nameOf = new Intl.DisplayNames('en', { type: 'language' });
    const names = [...new Set(codes)].map((code) => nameOf.of(code)!);
    expect(names.length).toBeGreaterThan(10);
    for (const text of english) {
      const missing = names.filter((name) => !text.includes(name));
      expect(missing.length === names.length || missing.length === 0 || missing, text).toBe(true);
      const others = /(\d+) other languages/.exec(text)?.[1];
      if (others !== undefined) expect(Number(others), text).toBe(names.length);
    }
  });

  it.each([
    ['README.md', manifestTexts as Texts, '## Commands', '## Settings'],
    ['README.zh-cn.md', chineseManifestTexts as Texts, '## 命令', '## 设置'],
  ])('lists in %s each command of the palette', async (file, texts, begin, end) => {
    const text = await readFile(path.join(repository, file), 'utf8');
    const table = text.slice(text.indexOf(begin), text.indexOf(end));
    const hidden = new Set(
      manifest.contributes.menus.commandPalette.flatMap(({ command, when }) =>
        when === 'false' ? [command] : [],
      ),
    );
    const titles = manifest.contributes.commands
      .filter(({ command }) => !hidden.has(command))
      .map(({ title }) => titleOf(texts, title));
    expect(titles.filter((title) => !table.includes(title.replace('…', '')))).toEqual([]);
  });

  it.each([
    ['English', manifestTexts as Texts, (text: string) => text],
    ['Chinese', chineseManifestTexts as Texts, (text: string) => (chinese as Texts)[text]!],
  ])('has one name for a command in menus and in the palette: %s', (_language, texts, textOf) => {
    for (const { title } of Object.values(manifest.contributes.commands)) {
      const name = manifestTexts[title.slice(1, -1) as keyof typeof manifestTexts];
      if (name in bundle) expect(textOf(name), name).toBe(titleOf(texts, title));
    }
  });
});
