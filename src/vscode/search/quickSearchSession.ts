import * as vscode from 'vscode';
import { messageOf } from '../../common/errors';
import type { IndexState } from '../../common/indexState';
import { commands, contextKeys } from '../contributions';
import type { LocatedAnswer, LocatedResult } from '../services';
import { QueryRunner } from './queryRunner';
import type { QuickSearchParts } from './quickSearch';
import {
  forgetButton,
  historyItems,
  noteItem,
  openToSideButton,
  resultItem,
  showInViewButton,
  type QuickSearchItem,
} from './quickSearchItems';
import {
  nothingFoundNote,
  quickSearchTitle,
  searchFailedNote,
  standingNote,
  withoutModelNote,
} from './quickSearchNotes';
import { ResultPreview } from './resultPreview';
import { revealResult } from './revealResult';

const typingPauseMs = 80;
/** What is typed goes over the network, and may cost: a word that is not finished is not sent. */
const remoteTypingPauseMs = 300;
/** The first result is shown when the list has come to rest; one that a person moves to, sooner. */
const restingPreviewMs = 250;
const movedPreviewMs = 100;

/** One quick search from being opened to being closed. */
export class QuickSearchSession implements vscode.Disposable {
  private readonly pick = vscode.window.createQuickPick<QuickSearchItem>();
  private readonly runner: QueryRunner<LocatedAnswer>;
  private readonly preview: ResultPreview | undefined;
  private readonly listening: vscode.Disposable;
  private query = '';
  private stateKind: IndexState['kind'];
  /** Whether the focus was moved by the person since the list was last filled. */
  private hasMoved = false;
  /** The Enter key was pressed before the answer was there: its first result is opened. */
  private openWhenAnswered: 'here' | 'toSide' | undefined;
  private hasOpened = false;
  private isClosed = false;
  private previewTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly parts: QuickSearchParts,
    private readonly closed: () => void,
  ) {
    const { pick } = this;
    const settings = parts.settings();
    this.preview = settings.preview ? new ResultPreview(parts.logger) : undefined;
    this.stateKind = parts.indexing.state.kind;
    this.runner = new QueryRunner(
      (query, signal) => parts.search.search({ query, limit: settings.maxResults }, signal),
      {
        busyChanged: (isBusy) => {
          pick.busy = isBusy;
        },
        answered: (_, answer) => {
          this.showAnswer(answer);
        },
        failed: (_, error) => {
          this.showFailure(error);
        },
      },
      settings.isRemote ? remoteTypingPauseMs : typingPauseMs,
    );
    pick.placeholder = 'Describe what you are looking for, in your own words';
    pick.buttons = [showInViewButton];
    keepOrder(pick);
    this.listening = vscode.Disposable.from(
      pick,
      parts.indexing.onDidChangeState((state) => {
        this.followState(state);
      }),
      pick.onDidChangeValue((value) => {
        this.typed(value);
      }),
      pick.onDidChangeActive(([item]) => {
        this.activeChanged(item);
      }),
      pick.onDidAccept(() => {
        this.accept('here');
      }),
      pick.onDidTriggerButton(() => void this.showInView()),
      pick.onDidTriggerItemButton(({ item, button }) => void this.triggerItem(item, button)),
      pick.onDidHide(() => {
        this.dispose();
      }),
    );
  }

  /** Opens with a query, which is selected: typing replaces it. */
  open(query: string): void {
    this.pick.title = quickSearchTitle(this.parts.indexing.state);
    this.pick.value = query;
    this.pick.show();
    void vscode.commands.executeCommand('setContext', contextKeys.inQuickSearch, true);
    // Not the history first: VS Code tells of the active row by its number, and late, when the results are there.
    this.start(query);
  }

  /** Takes a query as if it had been typed. */
  ask(query: string): void {
    this.pick.value = query;
    this.start(query);
  }

  /** Opens the focused result beside the active editor. */
  openToSide(): void {
    this.accept('toSide');
  }

  dispose(): void {
    // Disposing hides, which disposes.
    if (this.isClosed) return;
    this.isClosed = true;
    clearTimeout(this.previewTimer);
    this.runner.cancel();
    this.listening.dispose();
    void vscode.commands.executeCommand('setContext', contextKeys.inQuickSearch, false);
    if (!this.hasOpened) void this.preview?.restore();
    this.closed();
  }

  private typed(value: string): void {
    // VS Code also tells of values that were set here.
    if (value.trim() === this.query) return;
    clearTimeout(this.previewTimer);
    this.openWhenAnswered = undefined;
    this.hasMoved = false;
    this.query = value.trim();
    if (this.query === '') this.showHistory();
    else this.runner.askSoon(this.query);
  }

  private start(value: string): void {
    this.query = value.trim();
    if (this.query === '') this.showHistory();
    else this.runner.askNow(this.query);
  }

  private followState(state: IndexState): void {
    this.pick.title = quickSearchTitle(state);
    const becameReady = state.kind === 'ready' && this.stateKind !== 'ready';
    this.stateKind = state.kind;
    if (this.query === '') this.showHistory();
    else if (becameReady) this.runner.askNow(this.query);
  }

  private showHistory(): void {
    this.runner.cancel();
    const note = standingNote(this.parts.indexing.state);
    this.fill([...(note ? [noteItem(note)] : []), ...historyItems(this.parts.history.list())]);
  }

  private showAnswer({ results, state, withoutModel }: LocatedAnswer): void {
    const standing = standingNote(state);
    const items = results.map(resultItem);
    if (items.length === 0) items.push(noteItem(nothingFoundNote(state)));
    else if (standing) items.push(noteItem(standing));
    if (withoutModel) items.push(noteItem(withoutModelNote(withoutModel)));
    this.fill(items);
    const [first] = items;
    if (this.openWhenAnswered && first?.action?.type === 'open') {
      void this.openResult(first.action.result, this.openWhenAnswered);
    }
    this.openWhenAnswered = undefined;
  }

  private showFailure(error: unknown): void {
    this.parts.logger.error(`Search failed: ${messageOf(error)}`);
    this.fill([noteItem(searchFailedNote(error))]);
  }

  /** Replaces the list; a focus that was moved stays on its result. */
  private fill(items: QuickSearchItem[]): void {
    const { pick } = this;
    const focused = this.hasMoved ? keyOf(pick.activeItems[0]) : undefined;
    const kept = focused === undefined ? undefined : items.find((item) => keyOf(item) === focused);
    pick.keepScrollPosition = kept !== undefined;
    pick.items = items;
    if (kept) pick.activeItems = [kept];
    this.hasMoved = kept !== undefined;
    if (items.length === 0) this.schedulePreview(undefined, restingPreviewMs);
  }

  private activeChanged(item: QuickSearchItem | undefined): void {
    const firstItem = this.pick.items.find(({ action }) => action);
    if (item && item !== firstItem) this.hasMoved = true;
    this.schedulePreview(item, this.hasMoved ? movedPreviewMs : restingPreviewMs);
  }

  private schedulePreview(item: QuickSearchItem | undefined, delayMs: number): void {
    const { preview } = this;
    if (!preview) return;
    clearTimeout(this.previewTimer);
    this.previewTimer = setTimeout(() => {
      if (item?.action?.type === 'open') void preview.show(item.action.result);
      else void preview.restore();
    }, delayMs);
  }

  private accept(where: 'here' | 'toSide'): void {
    if (this.runner.isBusy && !this.hasMoved) {
      this.openWhenAnswered = where;
      return;
    }
    const action = this.pick.activeItems[0]?.action;
    switch (action?.type) {
      case 'open':
        void this.openResult(action.result, where);
        break;
      case 'ask':
        this.ask(action.query);
        break;
      case 'showView':
        void this.showInView();
        break;
      case 'run':
        this.pick.hide();
        void vscode.commands.executeCommand(action.command);
        break;
      case undefined:
    }
  }

  private async openResult(result: LocatedResult, where: 'here' | 'toSide'): Promise<void> {
    this.hasOpened = true;
    this.pick.hide();
    await this.parts.history.add(this.query);
    const asPreview = vscode.workspace
      .getConfiguration('workbench.editor')
      .get('enablePreviewFromQuickOpen', false);
    const toSide = where === 'toSide';
    if (toSide) await this.preview?.restore();
    else await this.preview?.settle(result, asPreview);
    await revealResult(result, { preserveFocus: false, preview: asPreview, toSide });
  }

  private async showInView(): Promise<void> {
    const { query } = this;
    this.pick.hide();
    await this.parts.history.add(query);
    await vscode.commands.executeCommand(commands.searchInView, query);
  }

  private async triggerItem({ action }: QuickSearchItem, button: vscode.QuickInputButton): Promise<void> {
    if (action?.type === 'open' && button === openToSideButton)
      await this.openResult(action.result, 'toSide');
    if (action?.type === 'ask' && button === forgetButton) {
      await this.parts.history.remove(action.query);
      this.showHistory();
    }
  }
}

/** The same for the same result in two answers. */
function keyOf(item: QuickSearchItem | undefined): string | undefined {
  if (item?.action?.type !== 'open') return item?.label;
  const { uri, startLine } = item.action.result;
  return `${uri.toString()}:${startLine}`;
}

/**
 * Keeps the engine's order. VS Code otherwise moves items up whose labels resemble what is typed; the property that stops
 * it is not in the published interface.
 */
function keepOrder(pick: vscode.QuickPick<QuickSearchItem>): void {
  (pick as unknown as { sortByLabel: boolean }).sortByLabel = false;
}
