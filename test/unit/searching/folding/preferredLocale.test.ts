import { describe, expect, it } from 'vitest';
import { preferredLocale } from '../../../../src/engine/searching/folding/preferredLocale';

describe('preferredLocale', () => {
  it.each<[string[], (string | undefined)[], string | undefined]>([
    [['de'], ['en', 'de', 'fr'], 'de'],
    [['de'], ['fr', 'en'], 'en'],
    [['en', 'de'], ['de', 'en'], 'en'],
    [['en'], ['de', undefined], undefined],
    [['en'], ['en', undefined], 'en'],
    [['zh', 'en'], ['zh-hant', 'zh-hans', 'en'], 'zh-hans'],
    [['zh-tw'], ['zh-hans', 'zh-hant'], 'zh-hant'],
    [['zh'], ['en', undefined], undefined],
    [['pt-PT'], ['en', 'pt-br'], 'pt-br'],
    [['ja', 'de'], ['de', 'en'], 'de'],
    [[], ['ru', 'en'], 'en'],
    [[], ['ru', undefined], undefined],
    [[], ['ru', 'uk'], 'ru'],
  ])('for a question in %o and the languages %o: %s', (wanted, locales, expected) => {
    expect(locales[preferredLocale(locales, wanted)]).toBe(expected);
  });
});
