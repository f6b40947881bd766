import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { messageOf } from '../../common/errors/errors';
import type { IndexState } from '../../common/contracts/indexState';
import { runCommand, setContext } from '../commands';
import { commands } from '../contributions';
import type { LocatedAnswer, LocatedResult } from '../services';
import { AskedIndex } from './askedIndex';
import { languageName } from './contributedLanguages';
import { QueryRunner } from './queryRunner';
import { QuickSearchBox } from './quickSearchBox';
import type { QuickSearchParts } from './quickSearchParts';
import { filtersText } from './quickSearchFilters';
import { createButtons, group, noteItem, completionItem, type QuickSearchItem } from './quickSearchItems';
import { firstResult, keptInPlace, QuickSearchList } from './quickSearchList';
import { onlyFiltersNote, quickSearchTitle, searchFailedNote } from './quickSearchNotes';
import { QuickSearchCopies } from './quickSearchCopies';
import { copyPathOf, openResult, type OpeningTarget } from './quickSearchOpening';
import { QuickSearchPreview } from './quickSearchPreview';
import { answerRows, emptyBoxRows } from './quickSearchRows';
import type { QuickSearchSources } from './quickSearchSources';
import { readTyped, type TypedText } from './quickSearchTyped';
import { ResultPreview } from './resultPreview';
import { visibleText } from '../../common/text/visibleText';

const typingPauseMs = 50;
/** Longer for remote providers, so that unfinished words are not sent: each query may cost money. */
const remoteTypingPauseMs = 300;

interface FillOptions {
  /** The result to focus. Default: the first one, unless a filter must be completed. */
  readonly focused?: LocatedResult;
  /** The rows are those displayed in another order: the focus and the scroll position stay. Default false. */
  readonly isRefined?: boolean;
}

/** One quick search, from opening to closing. */
export class QuickSearchSession implements vscode.Disposable {
  private readonly pick = vscode.window.createQuickPick<QuickSearchItem>();
  private readonly box = new QuickSearchBox(this.pick);
  private readonly list = new QuickSearchList(this.pick);
  private readonly index: AskedIndex;
  private readonly buttons = createButtons();
  private readonly runner: QueryRunner<LocatedAnswer>;
  private readonly preview: QuickSearchPreview;
  private readonly copies: QuickSearchCopies;
  private readonly listening: vscode.Disposable;
  private typed: TypedText;
  /** The displayed rows and their query. */
  private found:
    | {
        readonly query: string;
        readonly rows: readonly QuickSearchItem[];
        readonly answer?: LocatedAnswer;
      }
    | undefined;
  /** Queries after which the user viewed a result or moved to the view; most recent last. */
  private readonly viewed = new Set<string>();
  /** Set if Enter was pressed before the answer arrived: the first result is then opened. */
  private openWhenAnswered: OpeningTarget | undefined;
  private hasOpened = false;
  private isClosed = false;

  /** @param closed called once with the final text of the input box */
  constructor(
    private readonly parts: QuickSearchParts,
    private readonly sources: QuickSearchSources,
    private readonly closed: (text: string) => void,
  ) {
    const { pick } = this;
    const settings = parts.settings();
    this.copies = new QuickSearchCopies(this.buttons, parts.readableUri);
    this.preview = new QuickSearchPreview(
      settings.preview ? () => new ResultPreview(parts.readableUri, parts.logger) : undefined,
      () => {
        this.noteViewed(this.found?.query ?? '');
      },
    );
    this.index = new AskedIndex(parts.indexing.state);
    sources.begin();
    this.typed = readTyped('', sources.current());
    this.runner = new QueryRunner(
      (query, signal, onFirst) =>
        parts.search.search({ query, limit: settings.maxResults, order: 'places' }, signal, (first) => {
          // A repeated query shows its refined order already.
          if (this.found?.query !== query || !this.found.answer?.reranking) onFirst(first);
        }),
      {
        busyChanged: (isBusy) => {
          pick.busy = isBusy;
        },
        answered: (query, answer) => {
          this.showAnswer(query, answer);
        },
        failed: (query, error) => {
          this.showFailure(query, error);
        },
      },
      parts.host() === undefined ? typingPauseMs : remoteTypingPauseMs,
    );
    pick.placeholder = l10n.t('Describe what you are looking for, in your own words');
    this.listening = vscode.Disposable.from(pick, ...this.listen());
  }

  /** Opens with a selected query, so that typing replaces it. */
  open(query: string): void {
    this.box.set(query);
    this.showTitle();
    this.pick.show();
    setContext('inQuickSearch', true);
    // The history is not shown first: VS Code reports the active row by its index and late, when the results are already
    // displayed.
    this.take('now');
    this.showButtons();
    void this.loadSources();
  }

  /** Runs a query as if the user had typed it. */
  ask(query: string): void {
    this.box.set(query);
    this.list.forgetMoves();
    this.copies.leave();
    this.take('now');
  }

  /** Shows the results again, with the focus on the result whose copies were shown. */
  backToResults(): void {
    const result = this.copies.leave();
    if (!result) return;
    this.list.forgetMoves();
    this.showButtons();
    this.fill({ focused: result });
  }

  dispose(): void {
    // `pick.dispose()` fires `onDidHide`, which calls this method again.
    if (this.isClosed) return;
    this.isClosed = true;
    this.preview.wait();
    this.runner.cancel();
    this.copies.leave();
    this.listening.dispose();
    setContext('inQuickSearch', false);
    if (!this.hasOpened) void this.preview.restore();
    void this.remember();
    this.closed(this.box.text);
  }

  private listen(): vscode.Disposable[] {
    const { pick, parts } = this;
    return [
      parts.indexing.onDidChangeState((state) => {
        this.followState(state);
      }),
      vscode.Disposable.from(
        parts.history.onDidChange(() => {
          if (this.box.isEmpty) this.showEmptyBox();
        }),
      ),
      pick.onDidChangeValue((value) => {
        if (this.box.follow(value)) this.changed();
      }),
      pick.onDidChangeActive(([item]) => {
        this.list.follow(item);
        this.preview.follow(item, this.list.hasMoved);
      }),
      pick.onDidAccept(() => {
        this.accept('here');
      }),
      pick.onDidTriggerButton((button) => {
        if (button === this.buttons.clearHistory) void parts.history.clear();
        else if (button === this.buttons.back) this.backToResults();
        else void this.showInView();
      }),
      pick.onDidTriggerItemButton(({ item, button }) => void this.triggerItem(item, button)),
      pick.onDidHide(() => {
        this.dispose();
      }),
    ];
  }

  private async loadSources(): Promise<void> {
    await this.sources.load();
    if (!this.isClosed && !this.box.isEmpty) this.take('soon');
  }

  private changed(): void {
    this.preview.wait();
    this.openWhenAnswered = undefined;
    this.list.forgetMoves();
    if (this.copies.leave()) this.fill();
    this.take('soon');
  }

  /** Processes the text in the input box: offers completions and runs the query. */
  private take(when: 'now' | 'soon'): void {
    const before = this.typed;
    this.readTyped();
    const { query, isQuestion, completions } = this.typed;
    if (query !== '') this.parts.asked.note(query);
    this.showTitle();
    if (this.box.isEmpty) {
      this.showEmptyBox();
    } else if (!isQuestion) {
      this.runner.cancel();
      this.show(query, completions.length > 0 ? [] : [noteItem(onlyFiltersNote())]);
    } else {
      if (before.completions.length > 0 || completions.length > 0) this.fill();
      if (when === 'now') this.askNow();
      else if (query !== before.query) this.askSoon();
    }
  }

  private readTyped(): void {
    this.typed = readTyped(this.box.text, this.sources.current());
  }

  private askSoon(): void {
    this.index.noteAsked();
    this.runner.askSoon(this.typed.query);
  }

  private askNow(): void {
    this.index.noteAsked();
    this.runner.askNow(this.typed.query);
  }

  private followState(state: IndexState): void {
    const { isOtherKind, becameReady, grew } = this.index.follow(state);
    this.showTitle();
    if (becameReady || grew) {
      this.index.noteAsked();
      void this.loadSources();
    }
    if (this.box.isEmpty) {
      // Only the note above the history depends on the state.
      if (isOtherKind && this.found) this.showEmptyBox();
    } else if (this.typed.isQuestion) {
      const mayGrow = grew && !this.list.hasMoved && !this.runner.isBusy;
      if (becameReady || mayGrow) this.askNow();
    }
  }

  private showTitle(): void {
    const filters = filtersText(this.typed.query, languageName);
    const title = visibleText(quickSearchTitle(this.index.state, filters, this.found?.answer));
    if (this.pick.title !== title) this.pick.title = title;
  }

  private showEmptyBox(): void {
    this.runner.cancel();
    this.show('', emptyBoxRows(this.index.state, this.parts.history.list(), this.buttons));
  }

  private showButtons(): void {
    const { back, clearHistory, showInView } = this.buttons;
    const hasHistory = this.box.isEmpty && this.parts.history.list().length > 0;
    const first = this.copies.rows ? back : hasHistory ? clearHistory : undefined;
    const buttons = first ? [first, showInView] : [showInView];
    if (this.pick.buttons[0] !== buttons[0]) this.pick.buttons = buttons;
  }

  private showAnswer(query: string, fresh: LocatedAnswer): void {
    const answer = this.withFocusInPlace(query, fresh);
    this.sources.note(answer.results);
    const rows = answerRows(query, answer, this.buttons);
    this.readTyped();
    this.show(query, rows, answer);
    const action = firstResult(rows)?.action;
    if (this.openWhenAnswered && action?.type === 'open') {
      void this.openResult(action.result, this.openWhenAnswered);
    }
    this.openWhenAnswered = undefined;
  }

  /** A refined order does not move the focused result: Enter opens the result that the user sees. */
  private withFocusInPlace(query: string, answer: LocatedAnswer): LocatedAnswer {
    const shown = this.found?.query === query ? this.found.answer : undefined;
    const action = this.list.active?.action;
    if (!answer.reranking || !shown || action?.type !== 'open') return answer;
    return { ...answer, results: keptInPlace(shown.results, answer.results, action.result) };
  }

  private showFailure(query: string, error: unknown): void {
    this.parts.logger.error(`Search failed: ${messageOf(error)}`);
    this.show(query, [noteItem(searchFailedNote(error))]);
  }

  private show(query: string, rows: readonly QuickSearchItem[], answer?: LocatedAnswer): void {
    this.found = { query, rows, ...(answer && { answer }) };
    this.showTitle();
    this.showButtons();
    this.fill({ isRefined: answer?.reranking !== undefined });
  }

  private fill({ focused, isRefined = false }: FillOptions = {}): void {
    const { completions, mustBeCompleted } = this.typed;
    const rows = this.found?.rows ?? [];
    if (this.copies.rows) {
      this.list.fill(this.copies.rows);
    } else if (completions.length === 0) {
      this.list.fill(rows, { focus: firstResult(rows, focused), isKept: isRefined });
    } else {
      // The rows of an empty box are not results.
      const results = this.found?.query === '' ? [] : rows;
      const first = mustBeCompleted ? undefined : firstResult(results, focused);
      const items = [...completions.map(completionItem), ...group(l10n.t('results'), results)];
      this.list.fill(items, { focus: first });
    }
    if (!this.list.hasMoved) this.preview.rest();
  }

  /** Runs the action of the focused row. */
  accept(where: OpeningTarget): void {
    const { active } = this.list;
    const isAwaited = this.runner.isBusy && this.found?.query !== this.typed.query;
    if (isAwaited && !this.list.hasMoved && active?.action?.type !== 'complete') {
      this.openWhenAnswered = where;
      return;
    }
    const action = active?.action;
    if (where === 'background' && action?.type !== 'open') return;
    switch (action?.type) {
      case 'open':
        void this.openResult(action.result, where);
        break;
      case 'ask':
        this.ask(action.query);
        break;
      case 'complete':
        this.ask(action.text);
        break;
      case 'showView':
        void this.showInView();
        break;
      case 'run':
        this.pick.hide();
        void runCommand(action.command);
        break;
      case 'none':
      case undefined:
    }
  }

  private async openResult(result: LocatedResult, where: OpeningTarget): Promise<void> {
    this.noteViewed(this.typed.query);
    if (where !== 'background') {
      this.hasOpened = true;
      this.pick.hide();
    }
    await openResult(result, where, this.preview, this.parts.readableUri);
  }

  private noteViewed(query: string): void {
    this.viewed.delete(query);
    this.viewed.add(query);
  }

  private async remember(): Promise<void> {
    for (const query of this.viewed) await this.parts.history.add(query);
  }

  private async showCopies(result: LocatedResult): Promise<void> {
    if (!(await this.copies.show(result)) || this.isClosed) return;
    this.list.forgetMoves();
    this.showButtons();
    this.fill();
  }

  private async showInView(): Promise<void> {
    const { query } = this.typed;
    this.noteViewed(query);
    this.pick.hide();
    await runCommand(commands.searchInView, query);
  }

  private async triggerItem({ action }: QuickSearchItem, button: vscode.QuickInputButton): Promise<void> {
    const { openToSide, copyPath, forget, showSiblings } = this.buttons;
    if (action?.type === 'ask' && button === forget) await this.parts.history.remove(action.query);
    if (action?.type !== 'open') return;
    if (button === openToSide) await this.openResult(action.result, 'toSide');
    if (button === copyPath) await copyPathOf(action.result);
    if (button === showSiblings) await this.showCopies(action.result);
  }
}
