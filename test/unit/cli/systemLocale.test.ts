import { describe, expect, it } from 'vitest';
import { systemLocale } from '../../../src/cli/systemLocale';

describe('systemLocale', () => {
  it.each([
    [{ LANG: 'de_DE.UTF-8' }, 'de-DE'],
    [{ LANG: 'de_DE.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh-CN'],
    [{ LANG: 'ja', LC_ALL: '' }, 'ja'],
    [{ LANG: 'C.UTF-8' }, undefined],
    [{ LANG: 'POSIX' }, undefined],
    [{}, undefined],
  ])('%o: %s', (env, expected) => {
    expect(systemLocale(env)).toBe(expected);
  });
});
