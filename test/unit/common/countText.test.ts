import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import chinese from '../../../l10n/bundle.l10n.zh-cn.json';
import { countOf, formatCount } from '../../../src/common/text/countText';

afterEach(() => {
  l10n.config({ contents: {} });
});

describe('counts', () => {
  it('separate thousands', () => {
    expect([0, 12, 999, 1000, 34567, 1234567].map(formatCount)).toEqual([
      '0',
      '12',
      '999',
      '1,000',
      '34,567',
      '1,234,567',
    ]);
  });

  it('contain their noun', () => {
    expect([0, 1, 3400].map((count) => countOf(count, 'file'))).toEqual(['0 files', '1 file', '3,400 files']);
  });

  it('have one form in Chinese', () => {
    l10n.config({ contents: chinese });
    expect([0, 1, 3400].map((count) => countOf(count, 'file'))).toEqual([
      '0 个文件',
      '1 个文件',
      '3,400 个文件',
    ]);
  });
});
