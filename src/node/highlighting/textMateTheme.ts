import type { IRawTheme } from 'vscode-textmate';
import type { TokenRule } from '../../common/highlightContract';

/**
 * Rules in the shape that the tokenizer takes. Its first rule is the editor's foreground, which always gets colour
 * id 1; it has a colour that no theme uses, as it is never shown.
 */
export function textMateTheme(rules: readonly TokenRule[]): IRawTheme {
  return {
    settings: [
      { settings: { foreground: '#01020300', background: '#01020300' } },
      ...rules.map(({ scope, foreground, fontStyle }) => ({
        scope: typeof scope === 'string' ? scope : [...scope],
        settings: {
          ...(foreground !== undefined && { foreground: fullColor(foreground) }),
          ...(fontStyle !== undefined && { fontStyle }),
        },
      })),
    ],
  };
}

/** `#rgb` and `#rgba` in full, and no alpha where there is nothing to see through. */
function fullColor(color: string): string {
  const digits = color.slice(1).toLowerCase();
  const full = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  return `#${full.replace(/^(.{6})ff$/, '$1')}`;
}
