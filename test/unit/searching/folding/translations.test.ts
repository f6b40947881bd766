import { describe, expect, it } from 'vitest';
import { rankFiles } from '../../../../src/engine/ranking/rank';
import { defaultWeights } from '../../../../src/engine/ranking/weights';
import type { SearchFilter } from '../../../../src/engine/retrieval/query';
import { placeOf } from '../../../../src/engine/searching/hits';
import { translatedChunks } from '../../../../src/engine/searching/folding/sameInOthers';
import { Translations } from '../../../../src/engine/searching/folding/translations';
import { lexicalEvidence, shardOf, type SmallFile } from '../../../support/memoryIndex';

const docs = (path: string, ...texts: string[]): SmallFile => ({
  path,
  kind: 'docs',
  language: 'markdown',
  chunks: texts.map((text) => ({ text })),
});

const english = 'This is the way to retry uploads with a queue, and that of the client is for the others.';
const shards = [
  shardOf([
    docs('docs/de/retry.md', 'retry retry retry', 'So werden Uploads wiederholt: retry'),
    docs('docs/en/retry.md', 'Uploads', english),
    docs('docs/it/retry.md', english),
  ]),
  shardOf([
    docs('docs/uk/retry.md', 'Повтор retry', 'черга', 'клієнт', 'інше'),
    docs('README.md', english),
    docs('README.zh-cn.md', '重试 retry'),
    docs('guides/deep/again.md', 'once more, retry later'),
  ]),
];
const translations = new Translations(shards, () => '/folder');

function fold(wanted: string[], filter: SearchFilter = {}): string[] {
  const evidence = lexicalEvidence(shards, 'retry', filter);
  const ranked = rankFiles(evidence, defaultWeights);
  return translations
    .fold(ranked, evidence.allowed, wanted)
    .map(({ shard, file }) => shards[shard]!.files[file]!.path);
}

describe('Translations', () => {
  it('show a text once, in the preferred language, at the rank of its best translation', () => {
    const all = fold(['en']);
    expect(all.sort()).toEqual(['README.md', 'docs/en/retry.md', 'docs/it/retry.md', 'guides/deep/again.md']);
    const first = rankFiles(lexicalEvidence(shards, 'retry'), defaultWeights)[0]!;
    expect(shards[first.shard]!.files[first.file]!.path).not.toBe('docs/en/retry.md');
    expect(fold(['en'])[0]).toBe('docs/en/retry.md');
    expect(fold(['de'])[0]).toBe('docs/de/retry.md');
    expect(fold(['zh'])).toContain('README.zh-cn.md');
  });

  it('do not include a file in English below a folder that is named like a language', () => {
    expect(fold(['it'])).toContain('docs/en/retry.md');
    expect(fold(['it'])).toContain('docs/it/retry.md');
  });

  it('show none that the filter excludes', () => {
    expect(fold(['en'], { excludedPaths: ['docs/en'] })).not.toContain('docs/en/retry.md');
    expect(fold(['en'], { paths: ['docs/de'] })).toEqual(['docs/de/retry.md']);
  });

  it('are not merged across workspace folders', () => {
    const apart = new Translations(shards, (shard) => `/folder${shard}`);
    const de = shards[0]!.files.findIndex(({ path }) => path === 'docs/de/retry.md');
    expect(apart.groupOf(0, de)).toHaveLength(2);
    expect(translations.groupOf(0, de)).toHaveLength(3);
  });

  it('find the place at the same relative position', () => {
    const file = shards[0]!.files.findIndex(({ path }) => path === 'docs/en/retry.md');
    const chunk = shards[0]!.files[file]!.firstChunk + 1;
    const { allowed } = lexicalEvidence(shards, 'retry');
    const found = translatedChunks(translations, shards, allowed, { shard: 0, chunk });
    const places = found.map((one) => placeOf(shards[one.shard]!, one.chunk));
    expect(places.map(({ file: { path }, startLine }) => [path, startLine])).toEqual([
      ['docs/de/retry.md', 11],
      ['docs/uk/retry.md', 21],
    ]);
  });
});
