import * as l10n from '@vscode/l10n';
import { isHeaderLine, shortestTeamSecret } from '../../common/text/teamSecretText';
import type { TextRemark } from '../provider/steps/stage';

/**
 * A remark on a typed team secret.
 *
 * @param mayBeEmpty the stored one is removed then
 */
export function checkSecret(text: string, mayBeEmpty: boolean): TextRemark | undefined {
  const { length } = text.trim();
  if (length >= shortestTeamSecret || (length === 0 && mayBeEmpty)) return undefined;
  return {
    severity: 'error',
    text: l10n.t('A team secret has at least {0} characters.', shortestTeamSecret),
  };
}

/** A remark on a typed header; an empty text means none. */
export function checkHeader(text: string): TextRemark | undefined {
  if (text.trim() === '' || isHeaderLine(text)) return undefined;
  return {
    severity: 'error',
    text: l10n.t('Write it as one line, for example: Authorization: Bearer <token>.'),
  };
}
