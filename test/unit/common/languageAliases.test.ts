import { describe, expect, it } from 'vitest';
import { knownLanguageNames, languagesCalled } from '../../../src/common/query/languageAliases';
import { languageIds } from '../../../src/common/query/languageTables';

describe('languagesCalled', () => {
  it.each<[string, string[]]>([
    ['typescript', ['typescript', 'typescriptreact']],
    ['ts', ['typescript', 'typescriptreact']],
    ['TSX', ['typescriptreact']],
    ['js', ['javascript', 'javascriptreact']],
    ['jsx', ['javascriptreact']],
    ['py', ['python']],
    ['.md', ['markdown']],
    ['yml', ['yaml']],
    ['golang', ['go']],
    ['C++', ['cpp']],
    ['cc', ['cpp']],
    ['c', ['c']],
    ['c#', ['csharp']],
    ['cs', ['csharp']],
    ['rb', ['ruby']],
    ['rs', ['rust']],
    ['sh', ['shellscript']],
    ['bash', ['shellscript']],
    ['Shell Script', ['shellscript']],
    ['ps1', ['powershell']],
    ['objective-c', ['objective-c']],
    ['objc', ['objective-c', 'objective-cpp']],
    ['json', ['json', 'jsonc']],
  ])('%s is %o', (name, expected) => {
    expect(languagesCalled(name)).toEqual(expected);
  });

  it.each(['klingon', '', 'constructor', 'toString'])('has no language for %j', (name) => {
    expect(languagesCalled(name)).toBeUndefined();
  });

  it('accepts every listed name, and returns ids that files have', () => {
    for (const name of knownLanguageNames())
      for (const id of languagesCalled(name)!) expect(languageIds).toContain(id);
  });
});
