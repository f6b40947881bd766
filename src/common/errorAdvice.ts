import * as l10n from '@vscode/l10n';
import type { ErrorData } from './errors';

/**
 * What a person should know of a fault of the index beside what happened: what to do, and whether it is tried again without
 * them. Empty where there is nothing to say.
 */
export function adviceOf({ code, hint, retryAfterMs }: ErrorData): string {
  // The hint of a busy provider says that it goes on.
  const isTriedAgain = retryAfterMs !== undefined && code !== 'PROVIDER_BUSY';
  return [hint, isTriedAgain && l10n.t('Retrying automatically.')].filter(Boolean).join(' ');
}
