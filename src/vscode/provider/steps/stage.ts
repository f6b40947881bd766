import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CancelledError } from '../../../common/errors/errors';
import { labelText } from '../../labelText';
import { back, type Back } from './back';
import type { ChoiceRow, StepContent, StepRow } from './stepRow';
import { visibleText } from '../../../common/text/visibleText';

/** Title and numbering of a step. */
export interface StepFrame {
  readonly title: string;
  /** 1-based; undefined if steps are not counted. */
  readonly step?: number | undefined;
  readonly totalSteps?: number | undefined;
  /** Whether the user can go back to an earlier step. */
  readonly hasBack: boolean;
}

/** A list whose rows may change while it is shown. */
export interface PickOptions<T> {
  readonly frame: StepFrame;
  readonly content: StepContent<T>;
  /**
   * Runs while the list is shown. An error rejects the step.
   *
   * @param signal aborted when the step has ended
   */
  readonly follow?: (list: PickControl<T>, signal: AbortSignal) => Promise<void>;
}

/** Controls the list from {@link PickOptions.follow}. */
export interface PickControl<T> {
  /** Replaces the content. A focus moved by the user stays on its row. */
  show(content: StepContent<T>): void;
  /** Ends the step as if the user had chosen this value. */
  finish(value: T): void;
}

/** A remark on a typed text. */
export interface TextRemark {
  /** A text with an error is rejected. */
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** Options of an input box. */
export interface AskOptions {
  readonly frame: StepFrame;
  readonly value?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Below the box; links as `[text](address)`. */
  readonly prompt: string;
  readonly isSecret?: boolean | undefined;
  /** URL of a help page, opened by a button. */
  readonly documentation?: string | undefined;
  readonly check: (text: string) => TextRemark | undefined;
}

interface PickItem<T> extends vscode.QuickPickItem {
  readonly row?: ChoiceRow<T>;
}

/** Shows the steps of one command one after the other, without closing the input in between. */
export class Stage implements vscode.Disposable {
  private current: vscode.QuickInput | undefined;

  /**
   * Lets the user choose a row.
   *
   * @throws CancelledError when closed
   */
  pick<T>({ frame, content, follow }: PickOptions<T>): Promise<T | Back> {
    const list = vscode.window.createQuickPick<PickItem<T>>();
    list.matchOnDescription = true;
    list.matchOnDetail = true;
    let shown: string | undefined;
    const show = ({ placeholder, rows, isBusy = false }: StepContent<T>): void => {
      const kept = list.activeItems[0]?.label;
      const items = rows.map(itemOf);
      const rest = items.filter(({ kind }) => kind !== vscode.QuickPickItemKind.Separator);
      const isMoved = kept !== undefined && kept !== shown;
      const active =
        rest.find(({ label }) => isMoved && label === kept) ??
        rest.find(({ row }) => row?.isActive) ??
        rest[0];
      list.placeholder = visibleText(placeholder);
      list.busy = isBusy;
      list.items = items;
      shown = active?.label;
      // With typed text, VS Code focuses the first matching row, also for text that the extension host does not know of yet.
      if (active && active !== rest[0] && list.value === '') list.activeItems = [active];
    };
    show(content);
    const controller = new AbortController();
    const answer = this.present<T>(list, frame, (finish, fail) => {
      list.onDidChangeActive((active) => {
        // The row to focus does not match the text typed meanwhile: setting the items again focuses the first match.
        if (active.length === 0 && list.value !== '') list.items = [...list.items];
      });
      list.onDidAccept(() => {
        const row = list.selectedItems[0]?.row;
        if (row) finish(row.value);
      });
      list.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) finish(back);
      });
      follow?.({ show, finish }, controller.signal).catch(fail);
    });
    return answer.finally(() => {
      controller.abort();
    });
  }

  /**
   * Asks for a text.
   *
   * @throws CancelledError when closed
   */
  ask({ frame, check, documentation, ...options }: AskOptions): Promise<string | Back> {
    const box = vscode.window.createInputBox();
    box.value = options.value ?? '';
    box.placeholder = options.placeholder;
    box.prompt = options.prompt;
    box.password = options.isSecret ?? false;
    const help: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('link-external'),
      tooltip: l10n.t('Open the Documentation'),
    };
    return this.present<string>(
      box,
      frame,
      (finish) => {
        box.onDidChangeValue((text) => {
          const remark = check(text);
          // Incomplete text is not an error while the user is still typing.
          box.validationMessage = remark?.severity === 'warning' ? messageOf(remark) : undefined;
        });
        box.onDidAccept(() => {
          const remark = check(box.value);
          if (remark?.severity === 'error') box.validationMessage = messageOf(remark);
          else finish(box.value.trim());
        });
        box.onDidTriggerButton((button) => {
          if (button === vscode.QuickInputButtons.Back) finish(back);
          else if (documentation !== undefined) {
            void vscode.env.openExternal(vscode.Uri.parse(documentation));
          }
        });
      },
      documentation === undefined ? [] : [help],
    );
  }

  dispose(): void {
    this.current?.dispose();
    this.current = undefined;
  }

  private present<T>(
    input: vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox,
    { title, step, totalSteps, hasBack }: StepFrame,
    wire: (finish: (value: T | Back) => void, fail: (error: unknown) => void) => void,
    buttons: readonly vscode.QuickInputButton[] = [],
  ): Promise<T | Back> {
    input.title = visibleText(title);
    input.step = step;
    input.totalSteps = totalSteps;
    // The user may switch away to copy a key or read a page.
    input.ignoreFocusOut = true;
    input.buttons = [...(hasBack ? [vscode.QuickInputButtons.Back] : []), ...buttons];
    return new Promise<T | Back>((resolve, reject) => {
      input.onDidHide(() => {
        reject(new CancelledError());
      });
      wire(resolve, reject);
      const last = this.current;
      this.current = input;
      input.show();
      // Dispose the last input only after the next one is shown, to avoid flicker.
      last?.dispose();
    });
  }
}

function itemOf<T>(row: StepRow<T>): PickItem<T> {
  if ('heading' in row) return { label: visibleText(row.heading), kind: vscode.QuickPickItemKind.Separator };
  if ('note' in row) return { label: visibleText(row.note) };
  const { label, description, detail } = row;
  return {
    label: visibleText(label),
    ...(description && { description: labelText(description) }),
    ...(detail && { detail: labelText(detail) }),
    row,
  };
}

function messageOf({ severity, text }: TextRemark): vscode.InputBoxValidationMessage {
  return {
    message: text,
    severity:
      severity === 'error'
        ? vscode.InputBoxValidationSeverity.Error
        : vscode.InputBoxValidationSeverity.Warning,
  };
}
