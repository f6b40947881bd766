import { describe, expect, it } from 'vitest';
import { IncludeFilter } from '../../../src/engine/corpus/globFilter';
import { globUses as uses } from './globUses';

/** None of these would finish if matching backtracked for each of many stars or alternatives. */
describe('hostile globs take time in proportion to their length and that of the path', () => {
  const many = 300;
  const repeated = (text: string, count = many) => text.repeat(count);
  const hostile: Record<string, string> = {
    stars: `**/${repeated('*a')}b`,
    'globstars that end nowhere': `${repeated('**/a/')}b`,
    'a globstar after each segment': `${repeated('*/**/')}b`,
    'question marks after a star': `**/*a${repeated('?')}b`,
    'extended globs': `${repeated('+(a*)')}b`,
    'nested extended globs': `${repeated('+(')}a${repeated(')')}b`,
    alternatives: `**/*${repeated('{a,b}')}c`,
    'empty alternatives': `**/${repeated('{,a}')}b`,
    'alternatives with stars': `**/${repeated('{*a,*b}')}c`,
    'nested alternatives': `${repeated('{a,')}b${repeated('}')}c`,
    'nested alternatives that are empty': `${repeated('{,{')}a${repeated('},a}')}b`,
    'braces that are not closed': `${repeated('{a,')}b`,
    'brackets that are not closed': `${repeated('[a')}b`,
    'names of classes that are not closed': `[${repeated('[:')}b`,
    'brackets with a class that there is not': `${repeated('[a')}[:none:]]`,
    classes: `**/*${repeated('[!b]')}b`,
    backslashes: `${repeated('\\')}b`,
  };
  const paths = [repeated('a', 67), repeated('a', 4096), repeated('a/'), repeated('ba'), repeated('界a')];

  it.each(Object.entries(hostile))('%s', (_, glob) => {
    for (const path of paths) {
      const name = path.replace(/\/$/, '');
      for (const use of Object.values(uses)) expect(use(glob)(name)).toBe(false);
      expect(uses.query(glob)(`${name}/${name}`)).toBe(false);
      new IncludeFilter([glob]).mayHold(name);
    }
  });

  it('also a very long one', () => {
    const alternatives = `{${Array.from({ length: 3000 }, (_, i) => `file${i}`).join()}}.ts`;
    const isMatch = uses.exclude(alternatives);
    expect(isMatch('file2999.ts')).toBe(true);
    expect(isMatch('file3000.ts')).toBe(false);
    expect(uses.exclude(repeated('a', 300_000))(repeated('a', 4096))).toBe(false);
    expect(uses.exclude(repeated('{', 300_000))('a')).toBe(false);
    expect(uses.exclude(`${repeated('{a,', 20_000)}b${repeated('}', 20_000)}`)('b')).toBe(true);
  });
});
