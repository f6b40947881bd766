import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EvaluationReport } from '../../common/contracts/evaluation';
import { evaluationMarkdown } from '../../common/text/evaluationMarkdown';
import {
  parseMessageFromComparison,
  type MessageFromComparison,
  type MessageToComparison,
} from '../../common/view/comparisonProtocol';
import { folderKey } from '../folderKeys';
import type { OpenResult } from '../search/revealResult';
import { pageHtml, pageRoots } from '../view/pageHtml';

/** Type of the panel, in the window's records of its editors. */
const panelType = 'semanticSearch.comparison';

/**
 * Shows the result of a comparison in an editor tab.
 *
 * @param openResult opens the file of a question
 */
export function showComparison(
  report: EvaluationReport,
  extensionUri: vscode.Uri,
  openResult: OpenResult,
): void {
  const title = l10n.t('Comparison of Models');
  const panel = vscode.window.createWebviewPanel(panelType, title, vscode.ViewColumn.Active, {
    enableScripts: true,
    localResourceRoots: pageRoots(extensionUri),
  });
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  const { webview } = panel;
  const answer = async (message: MessageFromComparison): Promise<void> => {
    switch (message.type) {
      case 'ready':
        // The page is created again each time its tab is shown.
        await webview.postMessage({ type: 'report', report } satisfies MessageToComparison);
        break;
      case 'copy':
        await vscode.env.clipboard.writeText(evaluationMarkdown(report));
        vscode.window.setStatusBarMessage(`$(check) ${l10n.t('Copied as Markdown.')}`, 5000);
        break;
      case 'open':
        await openAnswer(report, message.answer, openResult);
    }
  };
  webview.onDidReceiveMessage((raw: unknown) => {
    const message = parseMessageFromComparison(raw);
    if (message) void answer(message);
  });
  webview.html = pageHtml(webview, extensionUri, { script: 'comparison.js', style: 'comparisonStyle.css' });
}

/** Opens the file of a question beside the table. The path comes from the report, not from the page. */
async function openAnswer(
  { soleAnswers }: EvaluationReport,
  number: number,
  openResult: OpenResult,
): Promise<void> {
  const answer = soleAnswers[number];
  const folders = vscode.workspace.workspaceFolders ?? [];
  const folder = folders.find((one) => folderKey(one) === answer?.folder);
  const [path] = answer?.paths ?? [];
  if (!answer || !folder || path === undefined) return;
  const { startLine, endLine } = answer.lines ?? { startLine: 1, endLine: 1 };
  const location = { uri: vscode.Uri.joinPath(folder.uri, path), startLine, endLine };
  await openResult(location, { preserveFocus: false, preview: true, toSide: true });
}
