import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { IOnigLib } from 'vscode-textmate';
import type { HighlightConfiguration } from '../../../src/common/contracts/highlightContract';
import { CodeHighlighter } from '../../../src/node/highlighting/codeHighlighter';
import { loadOniguruma } from '../../../src/node/highlighting/onigurumaLibrary';
import { configuration, fixture, show, textOf } from './fixtures';

const wasmFile = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
let oniguruma: IOnigLib;

beforeAll(async () => {
  oniguruma = await loadOniguruma(wasmFile);
});

/** Highlights lines in one call, and returns the warnings. */
async function highlight(
  language: string,
  lines: readonly string[],
  from: HighlightConfiguration = configuration(),
): Promise<{ shown: string[]; warnings: string[] }> {
  const warnings: string[] = [];
  const highlighter = await CodeHighlighter.create(from, oniguruma, (message) => warnings.push(message));
  const colored = await highlighter.highlight({ language, lines });
  expect(textOf(colored)).toEqual(lines);
  expect(await highlighter.highlight({ language, lines })).toEqual(colored);
  return { shown: colored.map(show), warnings };
}

describe('colours', () => {
  it('come from the rule whose scope fits best, with its font style', async () => {
    const { shown, warnings } = await highlight('toy', ['  let x = add(1)', '', 'return https://a.b']);
    expect(shown).toEqual([
      '  let<#aa00aa bold> x =<#0000aa> add<#dd0080 bold italic>(1<#00bb00>)',
      '',
      'return<#aa00aa bold> https://a.b<underline>',
    ]);
    expect(warnings).toEqual([]);
  });

  it('of adjacent tokens with the same style are merged', async () => {
    const highlighter = await CodeHighlighter.create(configuration(), oniguruma, () => undefined);
    const [line] = await highlighter.highlight({ language: 'toy', lines: ['"text" # all of it'] });
    expect(line).toEqual([
      { text: '"text"', color: '#11223344' },
      { text: ' ' },
      { text: '# all of it', color: '#777777', italic: true },
    ]);
  });

  it('continue over several lines', async () => {
    const { shown } = await highlight('toy', ['/* let', '1 */ 1']);
    expect(shown).toEqual(['/* let<#777777 italic>', '1 */<#777777 italic> 1<#00bb00>']);
  });

  it('of high contrast bring their own styles', async () => {
    const theme = { files: [fixture('highContrast.json')] };
    const { shown } = await highlight('toy', ['let 1 # c'], configuration(theme));
    expect(shown).toEqual(['let<#ffff00 bold underline> 1 # c<#00ff00>']);
  });

  it('of the user have precedence over those of the theme', async () => {
    const customRules = [
      { scope: ['comment', 'constant.numeric'], foreground: '#123', fontStyle: 'underline' },
    ];
    const { shown } = await highlight('toy', ['1 # c'], configuration({ customRules }));
    expect(shown).toEqual(['1<#112233 underline> # c<#112233 underline>']);
  });

  it('keep characters outside the basic plane', async () => {
    const { shown } = await highlight('toy', ['"令牌 👍" 1']);
    expect(shown).toEqual(['"令牌 👍"<#11223344> 1<#00bb00>']);
  });
});

describe('grammars', () => {
  it('colour embedded languages', async () => {
    const { shown } = await highlight('fenced', ['**a**', '~~~toy', 'let 1', '~~~', 'let 1']);
    expect(shown).toEqual([
      '**a**<#dd0080 bold italic>',
      '~~~toy',
      'let<#aa00aa bold> 1<#00bb00>',
      '~~~',
      'let 1',
    ]);
  });

  it('add rules to others', async () => {
    const { shown } = await highlight('toy', ['/* NOTE */', 'NOTE']);
    expect(shown).toEqual(['/* <#777777 italic>NOTE<#aa00aa bold> */<#777777 italic>', 'NOTE']);
  });

  it.each([
    ['let 1', 'let<#aa00aa bold> 1<#00bb00>'],
    ['let ?> let', 'let<#aa00aa bold> ?> let'],
    ['let <?php let', 'let <?php let<#aa00aa bold>'],
    ['let <?= 1 ?>', 'let <?= 1<#00bb00> ?>'],
  ])('of PHP begin inside or outside of it: %s', async (line, expected) => {
    expect((await highlight('php', [line])).shown).toEqual([expected]);
  });

  it.each(['unknown', 'plaintext'])('that do not exist leave lines plain: %s', async (language) => {
    expect(await highlight(language, ['let', '', ' 1'])).toEqual({ shown: ['let', '', ' 1'], warnings: [] });
  });

  it.each(['broken', 'missing', 'badPattern'])(
    'that cannot be used are reported once: %s',
    async (language) => {
      const { shown, warnings } = await highlight(language, ['let 1']);
      expect(shown).toEqual(['let 1']);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toContain(language);
    },
  );

  it('work with an embedded grammar that is broken', async () => {
    const { shown } = await highlight('fenced', ['~~~broken', 'let', '~~~', '**a**']);
    expect(shown).toEqual(['~~~broken', 'let', '~~~', '**a**<#dd0080 bold italic>']);
  });

  it('skip very long lines', async () => {
    const { shown } = await highlight('toy', ['let '.repeat(501), '1']);
    expect(shown).toEqual(['let '.repeat(501), '1<#00bb00>']);
  });
});

describe('themes', () => {
  it('that cannot be used are replaced by the next', async () => {
    const files = [fixture('none.json'), fixture('broken.json'), fixture('classic.tmTheme')];
    const { shown, warnings } = await highlight('toy', ['let 1'], configuration({ files }));
    expect(shown).toEqual(['let<#c0ffee italic> 1']);
    expect(warnings).toHaveLength(2);
  });

  it('may be missing completely', async () => {
    expect((await highlight('toy', ['let 1'], configuration({ files: [] }))).shown).toEqual(['let 1']);
  });
});

describe('a line that takes too long', () => {
  const line = { language: 'toy', lines: ['let x = add(1)'] };
  const whole = 'let<#aa00aa bold> x =<#0000aa> add<#dd0080 bold italic>(1<#00bb00>)';

  /** Makes the clock advance at each of the next few reads. */
  function slowDown(looks: number): void {
    let now = 0;
    let left = looks;
    const clock = vi.spyOn(Date, 'now').mockImplementation(() => (left-- > 0 ? (now += 400) : now));
    onTestFinished(() => {
      clock.mockRestore();
    });
  }

  async function shownBy(highlighter: CodeHighlighter): Promise<string> {
    const [colored] = await highlighter.highlight(line);
    return show(colored!);
  }

  it('because its grammar had to be compiled is coloured to its end', async () => {
    const highlighter = await CodeHighlighter.create(configuration(), oniguruma, () => undefined);
    slowDown(3);
    expect(await shownBy(highlighter)).toBe(whole);
  });

  it('twice is shown as far as it was coloured, and completely on the next request', async () => {
    const highlighter = await CodeHighlighter.create(configuration(), oniguruma, () => undefined);
    slowDown(6);
    expect(await shownBy(highlighter)).not.toBe(whole);
    expect(await shownBy(highlighter)).toBe(whole);
  });
});
