import * as l10n from '@vscode/l10n';
import type { ErrorData } from './errors';

/**
 * Advice for the user about an index error: what to do, and whether the operation is retried automatically. Empty if
 * there is none.
 */
export function adviceOf({ code, hint, retryAfterMs }: ErrorData): string {
  // The hint of a busy provider already says that it is retried.
  const isTriedAgain = retryAfterMs !== undefined && code !== 'PROVIDER_BUSY';
  return [hint, isTriedAgain && l10n.t('Retrying automatically.')].filter(Boolean).join(' ');
}
