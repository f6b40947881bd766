import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProviderSummary } from '../../common/contracts/providerInfo';
import type { IndexState } from '../../common/contracts/indexState';
import { registerCommand, setContext } from '../commands';
import { commands, type ContextValues } from '../contributions';
import { readIndexUse } from '../indexTree/indexUse';
import type { IndexingService, EngineCaller } from '../services';
import { actionsFor, linkTo } from './indexActions';
import { describeState, type IndexFigures, type StateDescription } from './indexStateText';
import { showStatusMenu } from './statusMenu';
import { Throttle } from '../../common/throttle';
import { visibleText } from '../../common/text/visibleText';

/** Dependencies of the status bar item. */
export interface StatusParts {
  readonly indexing: IndexingService;
  /** For the figures of the hover. */
  readonly engine: EngineCaller;
  /** The current model, for the hover; undefined if it is not known yet. */
  readonly provider: () => ProviderSummary | undefined;
  /** Notified when the menu is closed without a choice. */
  readonly keyboard: { returnFocus(): Promise<void> };
}

/** At most five updates per second: faster ones are not readable, and each is a message to the window. */
const updateIntervalMs = 200;

const measureIntervalMs = 10_000;

const backgrounds: Record<StateDescription['severity'], vscode.ThemeColor | undefined> = {
  none: undefined,
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

/** Shows the index state in the status bar, with a hover and a menu of actions, and sets it as a context key. */
export function registerStatus(parts: StatusParts): vscode.Disposable {
  const { indexing, engine, provider } = parts;
  const item = vscode.window.createStatusBarItem(
    'semanticSearch.status',
    vscode.StatusBarAlignment.Right,
    90,
  );
  item.name = l10n.t('Semantic Search');
  item.command = commands.showStatus;

  let figures: IndexFigures = {};
  const show = (state: IndexState): void => {
    const description = describeState(state, provider(), figures);
    item.text = visibleText(description.text);
    item.tooltip = hoverOf(description, state);
    item.backgroundColor = backgrounds[description.severity];
    item.accessibilityInformation = { label: visibleText(description.label), role: 'button' };
    if (vscode.workspace.workspaceFolders?.length) item.show();
    else item.hide();
  };
  const throttle = new Throttle(show, updateIntervalMs);
  // Reading the size accesses the disk, so it runs rarely and not while the index is being built.
  const measure = new Throttle(() => {
    if (indexing.state.kind === 'building') return;
    void readIndexUse(vscode.workspace.workspaceFolders ?? [], engine).then((use) => {
      figures = use ?? {};
      throttle.push(indexing.state);
    });
  }, measureIntervalMs);
  const keys: Partial<ContextValues> = {};
  const setChanged = <Key extends 'indexState' | 'nextIndex'>(key: Key, value: ContextValues[Key]): void => {
    if (keys[key] === value) return;
    Object.assign(keys, { [key]: value });
    setContext(key, value);
  };
  const update = (state: IndexState): void => {
    throttle.push(state);
    measure.push(undefined);
    setChanged('indexState', state.kind);
    setChanged('nextIndex', state.next?.kind ?? 'none');
  };
  update(indexing.state);

  return vscode.Disposable.from(
    item,
    throttle,
    measure,
    indexing.onDidChangeState(update),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      update(indexing.state);
    }),
    registerCommand(commands.showStatus, () => {
      showStatusMenu(indexing, () => void parts.keyboard.returnFocus());
    }),
  );
}

function hoverOf({ tooltipMarkdown }: StateDescription, state: IndexState): vscode.MarkdownString {
  const actions = actionsFor(state);
  const hover = new vscode.MarkdownString(
    `${tooltipMarkdown}\n\n---\n\n${actions.map(linkTo).join('&nbsp;&nbsp; ')}`,
    true,
  );
  hover.isTrusted = { enabledCommands: [...actions.map(({ command }) => command), commands.showIndex] };
  return hover;
}
