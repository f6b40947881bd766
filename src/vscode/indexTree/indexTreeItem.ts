import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { listOf } from '../../common/text/listText';
import type { ProviderSummary } from '../../common/contracts/providerInfo';
import { formatCount } from '../../common/text/countText';
import type { IndexState } from '../../common/contracts/indexState';
import { visibleText } from '../../common/text/visibleText';
import { commands } from '../contributions';
import { folderKey } from '../folderKeys';
import { entryUri } from './entryDecorations';
import { belowText, entryText } from './entryText';
import { opens, rowId, type EntryNode, type IndexNode } from './indexNode';
import type { OriginOfGlob } from './reasonText';
import type { IndexUse } from './indexUse';
import { nextSummaryText, summaryText } from './summaryText';

/** Data for drawing rows, besides the rows themselves. */
export interface ItemContext {
  readonly state: IndexState;
  readonly provider: ProviderSummary | undefined;
  readonly use: IndexUse | undefined;
  originOf(folder: vscode.WorkspaceFolder): OriginOfGlob;
}

/** Creates the tree item of a row. */
export function treeItemOf(node: IndexNode, context: ItemContext): vscode.TreeItem {
  const item = visibleItem(itemOf(node, context));
  item.id = rowId(node);
  return item;
}

/**
 * Escapes control characters, because names and messages come from the workspace and from servers. Markdown has been escaped
 * where it was created.
 */
function visibleItem(item: vscode.TreeItem): vscode.TreeItem {
  const { label, description, tooltip, accessibilityInformation: spoken } = item;
  if (typeof label === 'string') item.label = visibleText(label);
  if (typeof description === 'string') item.description = visibleText(description);
  if (typeof tooltip === 'string') item.tooltip = visibleText(tooltip);
  if (spoken) item.accessibilityInformation = { ...spoken, label: visibleText(spoken.label) };
  return item;
}

function itemOf(node: IndexNode, context: ItemContext): vscode.TreeItem {
  switch (node.kind) {
    case 'summary':
      return summaryItem(node.of, context);
    case 'folder':
      return folderItem(node);
    case 'trouble':
      return troubleItem(node);
    case 'rest':
      return restItem(node);
    case 'entry':
      return entryItem(node, context);
  }
}

/** URI of a file or directory. */
export function uriOf({ folder, entry }: EntryNode): vscode.Uri {
  return vscode.Uri.joinPath(folder.uri, entry.path);
}

function summaryItem(of: 'answering' | 'next', context: ItemContext): vscode.TreeItem {
  const { state } = context;
  const text = of === 'next' && state.next ? nextSummaryText(state.next) : summaryText(context);
  const item = new vscode.TreeItem(text.label);
  item.description = text.description;
  item.iconPath = new vscode.ThemeIcon(
    text.icon,
    text.color === undefined ? undefined : new vscode.ThemeColor(text.color),
  );
  item.tooltip = markdown(text.tooltipMarkdown);
  item.contextValue = 'summary';
  item.accessibilityInformation = { label: listOf([text.label, text.description]) };
  item.command = { command: commands.showStatus, title: l10n.t('Show Index Status') };
  return item;
}

function folderItem({ folder, below }: IndexNode & { kind: 'folder' }): vscode.TreeItem {
  const item = new vscode.TreeItem(folder.name, vscode.TreeItemCollapsibleState.Expanded);
  item.resourceUri = entryUri(folder.uri, 'indexed');
  item.iconPath = vscode.ThemeIcon.Folder;
  const figures = below ? belowText(below) : '';
  item.description = figures;
  item.accessibilityInformation = { label: listOf([folder.name, figures]) };
  item.contextValue = 'folder canIndex';
  item.tooltip = folderKey(folder);
  return item;
}

function restItem({ count }: { count: number }): vscode.TreeItem {
  const item = new vscode.TreeItem(
    count === 1
      ? l10n.t('1 more entry is not listed')
      : l10n.t('{0} more entries are not listed', formatCount(count)),
  );
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  return item;
}

function troubleItem({ text }: { text: string }): vscode.TreeItem {
  const item = new vscode.TreeItem(text);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.tooltip = text;
  return item;
}

function entryItem(node: EntryNode, context: ItemContext): vscode.TreeItem {
  const { folder, entry } = node;
  const isDirectory = entry.type === 'directory';
  const text = entryText(entry, context.originOf(folder));
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(entry.name, opens(node) ? Collapsed : None);
  item.resourceUri = entryUri(uriOf(node), entry.state);
  item.iconPath = isDirectory ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
  item.description = text.description;
  item.tooltip = markdown(text.tooltipMarkdown);
  item.contextValue = text.contextValue;
  item.accessibilityInformation = { label: text.label };
  if (!isDirectory && entry.reason !== 'removed') {
    item.command = { command: 'vscode.open', title: l10n.t('Open'), arguments: [uriOf(node)] };
  }
  return item;
}

function markdown(text: string): vscode.MarkdownString {
  return new vscode.MarkdownString(text, true);
}
