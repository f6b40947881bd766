import * as l10n from '@vscode/l10n';
import { formatCount } from './countText';
import type { ErrorData } from '../errors/errors';
import type { WaitingFiles } from '../contracts/indexState';
import { timeText } from './timeText';

/**
 * Describes waiting files and the time of the retry: `1 file waits for Qhaigc; retrying at 14:03`. Without a trailing
 * full stop.
 */
export function waitingText(
  { files, isTrying, retryAtMs }: WaitingFiles,
  { provider }: Pick<ErrorData, 'provider'>,
): string {
  const what = provider === undefined ? filesText(files) : filesOfProviderText(files, provider);
  if (isTrying) return l10n.t('{0}; retrying now', what);
  return retryAtMs === undefined ? what : l10n.t('{0}; retrying at {1}', what, timeText(retryAtMs));
}

function filesText(files: number | undefined): string {
  if (files === undefined) return l10n.t('Files wait to be indexed');
  return files === 1
    ? l10n.t('1 file waits to be indexed')
    : l10n.t('{0} files wait to be indexed', formatCount(files));
}

function filesOfProviderText(files: number | undefined, provider: string): string {
  if (files === undefined) return l10n.t('Files wait for {0}', provider);
  return files === 1
    ? l10n.t('1 file waits for {0}', provider)
    : l10n.t('{0} files wait for {1}', formatCount(files), provider);
}
