import type { TokenRule } from '../../common/contracts/highlightContract';
import { readTokenRule, styleOf } from '../../node/highlighting/tokenRule';

/** Scopes for each simple key of `editor.tokenColorCustomizations`. */
const scopesOfKey: Readonly<Record<string, readonly string[]>> = {
  comments: ['comment', 'punctuation.definition.comment'],
  strings: ['string', 'meta.embedded.assembly'],
  keywords: ['keyword - keyword.operator', 'keyword.control', 'storage', 'storage.type'],
  numbers: ['constant.numeric'],
  types: ['entity.name.type', 'entity.name.class', 'support.type', 'support.class'],
  functions: ['entity.name.function', 'support.function'],
  variables: ['variable', 'entity.name.variable'],
};

/**
 * The rules of `editor.tokenColorCustomizations`: first those for every theme, then those for this one. In each, the simple keys
 * come before `textMateRules`, which may be more specific.
 *
 * @param customizations the value of the setting, unchecked
 * @param themeId the name of the theme in settings
 */
export function customTokenRules(customizations: unknown, themeId: string | undefined): TokenRule[] {
  const entries = entriesOf(customizations);
  const ofTheme = entries.filter(([key]) => themeId !== undefined && isForTheme(key, themeId));
  return [entries, ...ofTheme.map(([, block]) => entriesOf(block))].flatMap(rulesOfBlock);
}

function rulesOfBlock(entries: readonly (readonly [string, unknown])[]): TokenRule[] {
  const block = new Map(entries);
  const simple = Object.entries(scopesOfKey).flatMap(([key, scopes]) => {
    const style = block.get(key);
    return styleOf(scopes, typeof style === 'string' ? { foreground: style } : style) ?? [];
  });
  const rules = block.get('textMateRules');
  return Array.isArray(rules) ? [...simple, ...rules.flatMap((rule) => readTokenRule(rule) ?? [])] : simple;
}

/** Keys for themes are `[Name]`, or several in a row. A `*` at the start or end of a name matches anything. */
function isForTheme(key: string, themeId: string): boolean {
  // Text after the last `]` is cut off, so that every `[` is closed and the pattern scans each one only once.
  const names = key.slice(0, key.lastIndexOf(']') + 1);
  return [...names.matchAll(/\[(.+?)\]/g)].some(([, name = '']) => {
    const [startsOpen, endsOpen] = [name.startsWith('*'), name.endsWith('*')];
    const fixed = name.slice(startsOpen ? 1 : 0, endsOpen ? -1 : undefined);
    if (startsOpen && endsOpen) return themeId.includes(fixed);
    if (startsOpen) return themeId.endsWith(fixed);
    return endsOpen ? themeId.startsWith(fixed) : themeId === name;
  });
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
