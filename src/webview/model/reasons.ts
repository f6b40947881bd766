import * as l10n from '@vscode/l10n';
import { listOf } from '../../common/text/listText';
import type { ViewResult } from '../../common/view/viewProtocol';
import { matchedTexts } from './marks';
import { labelOf } from './resultLabel';

/** Most words that are named, to keep the text short. */
const maxWords = 6;

/** Why a result was found, as text; '' if unknown. */
export function reasonOf(result: ViewResult): string {
  const { matchedBy, matches, lines, firstLine } = result;
  if (matchedBy.length === 0) return '';
  const words = listOf(matchedTexts(lines, firstLine, matches).slice(0, maxWords));
  const { name } = labelOf(result);
  const reasons = matchedBy.map((match): string => {
    switch (match) {
      case 'vector':
        return l10n.t('meaning');
      case 'lexical':
        return words === '' ? l10n.t('keywords') : l10n.t('keywords ({0})', words);
      case 'symbol':
        return name === undefined ? l10n.t('its name') : l10n.t('the name {0}', name);
      case 'path':
        return l10n.t('its path');
      case 'text':
        return l10n.t('its exact text');
    }
  });
  return l10n.t('Found by {0}', listOf(reasons));
}
