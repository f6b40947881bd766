import * as l10n from '@vscode/l10n';
import type { EvaluationProgress } from '../../common/contracts/evaluation';
import { formatCount } from '../../common/text/countText';

/** Progress of a comparison in one line: `voyage:voyage-code-3: 400 of 1,000 chunks embedded`. */
export function progressText({ phase, candidate = '', done, total }: EvaluationProgress): string {
  const [part, all] = [formatCount(done), formatCount(total)];
  switch (phase) {
    case 'questions':
      return total === 0
        ? l10n.t('Making questions')
        : l10n.t('Making questions: {0} of {1} files', part, all);
    case 'sample':
      return l10n.t('Dividing files: {0} of {1}', part, all);
    case 'embedding':
      return l10n.t('{0}: {1} of {2} chunks embedded', candidate, part, all);
    case 'asking':
      return l10n.t('{0}: {1} of {2} questions asked', candidate, part, all);
  }
}
