import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { LocatedResult } from '../services';
import type { QuickSearchPreview } from './quickSearchPreview';
import { revealResult } from './revealResult';
import { visibleText } from '../../common/visibleText';
import { labelText } from '../labelText';

/** How long it is said that a path was copied. */
const copiedMessageMs = 3000;

/** Opens a result for good, where its preview is or beside it; the preview ends. */
export async function openResult(
  result: LocatedResult,
  where: 'here' | 'toSide',
  preview: QuickSearchPreview,
): Promise<void> {
  const asPreview = vscode.workspace
    .getConfiguration('workbench.editor')
    .get('enablePreviewFromQuickOpen', false);
  const toSide = where === 'toSide';
  if (toSide) await preview.restore();
  else await preview.settle(result, asPreview);
  await revealResult(result, { preserveFocus: false, preview: asPreview, toSide });
}

/** Copies where a result is: `src/a.ts:12`, relative to its workspace folder. */
export async function copyPlace({ path, startLine }: LocatedResult): Promise<void> {
  const place = visibleText(`${path}:${startLine}`);
  await vscode.env.clipboard.writeText(place);
  vscode.window.setStatusBarMessage(l10n.t('Copied {0}', labelText(place)), copiedMessageMs);
}
