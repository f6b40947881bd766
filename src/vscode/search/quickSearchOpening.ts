import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ReadableUri } from '../published/publishedDocuments';
import type { LocatedResult } from '../services';
import type { QuickSearchPreview } from './quickSearchPreview';
import { revealResult } from './revealResult';
import { visibleText } from '../../common/text/visibleText';
import { labelText } from '../labelText';

/** How long the message "Copied" is shown, in milliseconds. */
const copiedMessageMs = 3000;

/** Where a result is opened: in place of its preview, beside it, or behind the list, which stays open. */
export type OpeningTarget = 'here' | 'toSide' | 'background';

/** Opens a result permanently and ends the preview. */
export async function openResult(
  result: LocatedResult,
  where: OpeningTarget,
  preview: QuickSearchPreview,
  readableUri: ReadableUri,
): Promise<void> {
  const isBehind = where === 'background';
  const asPreview =
    !isBehind &&
    vscode.workspace.getConfiguration('workbench.editor').get('enablePreviewFromQuickOpen', false);
  const toSide = where === 'toSide';
  if (toSide) await preview.restore();
  else await preview.settle(result, asPreview, isBehind);
  await revealResult(result, { preserveFocus: isBehind, preview: asPreview, toSide }, readableUri);
  if (isBehind) preview.restart();
}

/** Copies the location of a result: `src/a.ts:12`, relative to its workspace folder. */
export async function copyPathOf({ path, line }: LocatedResult): Promise<void> {
  const place = visibleText(`${path}:${line}`);
  await vscode.env.clipboard.writeText(place);
  vscode.window.setStatusBarMessage(l10n.t('Copied {0}', labelText(place)), copiedMessageMs);
}
