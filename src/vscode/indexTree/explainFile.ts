import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import type { PathExplanation } from '../../common/contracts/inventoryContract';
import { publishedText } from '../../common/text/publishedText';
import { visibleText } from '../../common/text/visibleText';
import { labelText } from '../labelText';
import { publishedOf } from '../../common/contracts/indexState';
import { folderKey } from '../folderKeys';
import { reportErrors } from '../reportErrors';
import type { EngineCaller, IndexingService } from '../services';
import { globOrigins } from './corpusSettings';
import { excludePaths } from './excludePaths';
import { explanationText, type ExplanationText } from './explanationText';
import { include, inclusionRow, openPlace } from './includeEntry';
import { inclusionsOf } from './inclusion';
import type { Target } from './indexNode';

interface Row extends vscode.QuickPickItem {
  readonly act?: () => Promise<void>;
}

/** Dependencies of the explanation. */
export interface ExplanationParts {
  readonly engine: EngineCaller;
  readonly indexing: Pick<IndexingService, 'each' | 'state'>;
  readonly logger: Logger;
}

/** Shows why a file or directory is or is not in the index, and the possible actions. */
export function explainFile(target: Target | undefined, parts: ExplanationParts): void {
  const pick = vscode.window.createQuickPick<Row>();
  pick.title = target ? visibleText(titleOf(target)) : l10n.t('Index Status of This File');
  pick.onDidAccept(() => {
    const act = pick.selectedItems[0]?.act;
    if (!act) return;
    pick.hide();
    void reportErrors(act, parts.logger);
  });
  let isOpen = true;
  pick.onDidHide(() => {
    isOpen = false;
    pick.dispose();
  });
  pick.show();
  if (!target) {
    pick.placeholder = l10n.t('Open a file of a workspace folder. Other files are not indexed.');
    return;
  }
  const published = publishedOf(parts.indexing.state, folderKey(target.folder));
  if (published) {
    pick.placeholder = visibleText(
      l10n.t('Files are not indexed here: {0} is searched.', publishedText(published)),
    );
    return;
  }
  pick.busy = true;
  const asked = parts.engine.call('explain', { folder: folderKey(target.folder), path: target.path });
  void asked.then(
    (explanation) => {
      if (!isOpen) return;
      const text = explanationText(explanation, globOrigins(target.folder));
      pick.busy = false;
      pick.placeholder = visibleText(text.verdict);
      pick.items = rowsOf(target, explanation, text, parts);
    },
    (error: unknown) => {
      if (!isOpen) return;
      pick.busy = false;
      pick.placeholder = visibleText(messageOf(error));
    },
  );
}

function titleOf({ folder, path }: Target): string {
  if (path === '') return folder.name;
  return (vscode.workspace.workspaceFolders?.length ?? 0) > 1 ? `${folder.name} • ${path}` : path;
}

function rowsOf(
  target: Target,
  explanation: PathExplanation,
  text: ExplanationText,
  parts: ExplanationParts,
): Row[] {
  const { folder } = target;
  const chain = text.rows.map(({ icon, text: label, note, place }): Row => ({
    label: `$(${icon}) ${labelText(label)}`,
    ...(note && { description: labelText(note) }),
    alwaysShow: true,
    ...(place && { act: () => openPlace(folder, place) }),
  }));
  const actions = actionRows(target, explanation, text, parts);
  if (actions.length === 0) return chain;
  return [...chain, { label: l10n.t('Actions'), kind: vscode.QuickPickItemKind.Separator }, ...actions];
}

function actionRows(
  { folder, path }: Target,
  { entry }: PathExplanation,
  { verdict, rows }: ExplanationText,
  { indexing, logger }: ExplanationParts,
): Row[] {
  const found: Row[] = [];
  if (entry && entry.state !== 'skipped') {
    found.push({
      label: `$(sync) ${l10n.t('Index Now')}`,
      act: () => indexing.each((one) => one.updatePaths(folderKey(folder), [path])),
    });
    if (entry.reason !== 'removed') {
      found.push({
        label: `$(exclude) ${l10n.t('Exclude from Index')}`,
        description: 'semanticSearch.exclude',
        act: () => excludePaths(folder, [path], logger),
      });
    }
  }
  if (entry) {
    for (const inclusion of inclusionsOf(entry, globOrigins(folder))) {
      found.push({ ...inclusionRow(inclusion), act: () => include(folder, inclusion) });
    }
  }
  found.push({
    label: `$(copy) ${l10n.t('Copy This Explanation')}`,
    act: async () => vscode.env.clipboard.writeText(asText(path, verdict, rows)),
  });
  return found;
}

function asText(path: string, verdict: string, rows: ExplanationText['rows']): string {
  return [
    visibleText(`${path}: ${verdict}`),
    ...rows.map(({ text, note }) => visibleText(`- ${text}${note ? ` (${note})` : ''}`)),
    '',
  ].join('\n');
}
