import type { TokenRule } from '../../common/contracts/highlightContract';
import { asRecord } from './asRecord';

/**
 * Parses a rule of a theme or a setting (`{ scope, settings: { foreground, fontStyle } }`); undefined if it is not a
 * rule. A rule without scope is rejected too: it sets the editor's own colours, which come from another source.
 */
export function readTokenRule(value: unknown): TokenRule | undefined {
  const rule = asRecord(value);
  const scope = rule?.['scope'];
  if (typeof scope === 'string') return scope === '' ? undefined : styleOf(scope, rule?.['settings']);
  if (!Array.isArray(scope)) return undefined;
  const scopes = scope.filter((part) => typeof part === 'string');
  return scopes.length > 0 ? styleOf(scopes, rule?.['settings']) : undefined;
}

/**
 * The rule that gives `scope` a style in the notation of themes and settings, or undefined if the value is not a
 * style.
 */
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
