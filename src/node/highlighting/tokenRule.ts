import type { TokenRule } from '../../common/highlightContract';
import { asRecord } from './asRecord';

/**
 * A rule as themes and settings write it (`{ scope, settings: { foreground, fontStyle } }`), or undefined if it is
 * not one. A rule without scope is none either: it sets the editor's own colours, which are known from elsewhere.
 */
export function readTokenRule(value: unknown): TokenRule | undefined {
  const rule = asRecord(value);
  const scope = rule?.['scope'];
  if (typeof scope === 'string') return scope === '' ? undefined : styleOf(scope, rule?.['settings']);
  if (!Array.isArray(scope)) return undefined;
  const scopes = scope.filter((part) => typeof part === 'string');
  return scopes.length > 0 ? styleOf(scopes, rule?.['settings']) : undefined;
}

/** The rule that gives `scope` a style as themes and settings write it, or undefined if that is none. */
export function styleOf(scope: TokenRule['scope'], value: unknown): TokenRule | undefined {
  const style = asRecord(value);
  if (!style) return undefined;
  const { foreground, fontStyle } = style;
  return {
    scope,
    ...(typeof foreground === 'string' && isColor(foreground) && { foreground }),
    ...(typeof fontStyle === 'string' && { fontStyle }),
  };
}

function isColor(text: string): boolean {
  return /^#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/i.test(text);
}
