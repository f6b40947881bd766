import type { IRawTheme } from 'vscode-textmate';
import type { TokenRule } from '../../common/contracts/highlightContract';

/**
 * Converts rules to the tokenizer's format. The first rule is the editor's foreground, which always gets colour id 1.
 * Its colour is never shown, so it is one that no theme uses.
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

/** Expands `#rgb` and `#rgba`, and drops the alpha of an opaque colour. */
function fullColor(color: string): string {
  const digits = color.slice(1).toLowerCase();
  const full = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  return `#${full.replace(/^(.{6})ff$/, '$1')}`;
}
