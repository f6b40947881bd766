import { Lexicon, lexiconHeader } from '../../src/engine/lexicon/lexicon';
import { Lexicons } from '../../src/engine/lexicon/lexicons';

/** Entries of a small lexicon: the quality in hundredths, then each English word with its weight in hundredths. */
export type SmallEntries = Readonly<Record<string, readonly [number, Readonly<Record<string, number>>]>>;

/** A few Chinese words. */
export const chineseEntries: SmallEntries = {
  重试: [66, { retry: 100, attempt: 40 }],
  失败: [66, { failed: 100, failure: 64 }],
  上传: [81, { upload: 100 }],
  中间: [40, { middle: 100 }],
  中间件: [91, { middleware: 100 }],
  件: [20, { item: 100 }],
  怎么: [50, {}],
};

/** Text of a lexicon file. */
export function lexiconText(entries: SmallEntries, language = 'zh'): string {
  const words = [...new Set(Object.values(entries).flatMap(([, meanings]) => Object.keys(meanings)))];
  const lines = Object.entries(entries).map(([unit, [quality, meanings]]) =>
    [
      unit,
      quality.toString(36),
      ...Object.entries(meanings).map(
        ([word, weight]) => `${words.indexOf(word).toString(36)}:${weight.toString(36)}`,
      ),
    ].join(' '),
  );
  return [`${lexiconHeader} ${language}`, words.join(' '), ...lines, ''].join('\n');
}

export function smallLexicon(entries: SmallEntries = chineseEntries, language = 'zh'): Lexicon {
  return Lexicon.parse(lexiconText(entries, language));
}

/** Lexicons by file name, and the names that were read. */
export function smallLexicons(files: Readonly<Record<string, SmallEntries>>): {
  readonly lexicons: Lexicons;
  readonly read: string[];
} {
  const read: string[] = [];
  const lexicons = new Lexicons({
    read: (name) => {
      read.push(name);
      const entries = files[name];
      return Promise.resolve(entries && lexiconText(entries, name));
    },
  });
  return { lexicons, read };
}
