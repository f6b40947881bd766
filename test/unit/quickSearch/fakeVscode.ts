import { vi } from 'vitest';
import type { QuickInputButton, QuickPickItem, QuickPickItemButtonEvent } from 'vscode';
import type { QuickSearchItem } from '../../../src/vscode/search/quickSearchItems';

class Emitter<T> {
  private readonly listeners = new Set<(value: T) => void>();
  readonly event = (listener: (value: T) => void): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  fire(value: T): void {
    for (const listener of this.listeners) listener(value);
  }
}

/** A fake quick pick: the user's actions are methods that take effect synchronously. */
export class FakeQuickPick {
  value = '';
  title = '';
  placeholder = '';
  busy = false;
  buttons: readonly QuickInputButton[] = [];
  activeItems: readonly QuickSearchItem[] = [];
  isHidden = false;
  private shown: readonly QuickSearchItem[] = [];
  private readonly valueChanged = new Emitter<string>();
  private readonly activeChanged = new Emitter<readonly QuickSearchItem[]>();
  private readonly accepted = new Emitter<void>();
  private readonly buttonTriggered = new Emitter<QuickInputButton>();
  private readonly itemButtonTriggered = new Emitter<QuickPickItemButtonEvent<QuickPickItem>>();
  private readonly hidden = new Emitter<void>();
  readonly onDidChangeValue = this.valueChanged.event;
  readonly onDidChangeActive = this.activeChanged.event;
  readonly onDidAccept = this.accepted.event;
  readonly onDidTriggerButton = this.buttonTriggered.event;
  readonly onDidTriggerItemButton = this.itemButtonTriggered.event;
  readonly onDidHide = this.hidden.event;

  get items(): readonly QuickSearchItem[] {
    return this.shown;
  }

  set items(items: readonly QuickSearchItem[]) {
    this.shown = items;
    this.activeItems = items.filter(({ action }) => action).slice(0, 1);
  }

  show(): void {
    this.isHidden = false;
  }

  hide(): void {
    if (this.isHidden) return;
    this.isHidden = true;
    this.hidden.fire();
  }

  dispose(): void {
    this.hide();
  }

  type(text: string): void {
    this.value = text;
    this.valueChanged.fire(text);
  }

  /** Moves the focus to a row, as with the arrow keys. */
  moveTo(label: string): void {
    this.activeItems = [this.row(label)];
    this.activeChanged.fire(this.activeItems);
  }

  enter(): void {
    this.accepted.fire();
  }

  press(button: QuickInputButton): void {
    this.buttonTriggered.fire(button);
  }

  pressOn(label: string, tooltip: string): void {
    const item = this.row(label);
    const button = item.buttons?.find((one) => one.tooltip === tooltip);
    if (!button) throw new Error(`No button "${tooltip}" at ${label}`);
    this.itemButtonTriggered.fire({ item, button });
  }

  /** Visible content: separators in dashes, the focused row with a mark. */
  read(): string[] {
    return this.items.map((item) => {
      if (!item.action) return `-- ${item.label} --`;
      return `${item === this.activeItems[0] ? '> ' : ''}${item.label.replace(/^\$\([\w-]+\) /, '')}`;
    });
  }

  private row(label: string): QuickSearchItem {
    const found = this.items.find((item) => item.label.endsWith(label));
    if (!found) throw new Error(`No row "${label}" among ${this.read().join(', ')}`);
    return found;
  }
}

/** The parts of VS Code that the quick search needs. */
export function fakeVscode() {
  const picks: FakeQuickPick[] = [];
  const commands: unknown[][] = [];
  const documents = new Map<string, string>();
  const uri = (path: string) => ({ scheme: 'file', path, fsPath: path, toString: () => `file://${path}` });
  const workspaceFolders = [{ uri: uri('/w'), name: 'w', index: 0 }];
  return {
    picks,
    commands,
    documents,
    uri,
    workspaceFolders,
    module: {
      window: {
        createQuickPick: () => {
          const pick = new FakeQuickPick();
          picks.push(pick);
          return pick;
        },
        tabGroups: { all: [] },
        activeTextEditor: undefined,
      },
      workspace: {
        workspaceFolders,
        fs: { readDirectory: () => Promise.resolve([]) },
        openTextDocument: ({ path }: { path: string }) => {
          const text = documents.get(path);
          return text === undefined
            ? Promise.reject(new Error(path))
            : Promise.resolve({ getText: () => text });
        },
      },
      commands: {
        executeCommand: (...command: unknown[]) => {
          commands.push(command);
          return Promise.resolve();
        },
        registerCommand: vi.fn(),
      },
      extensions: { all: [] },
      env: {},
      Disposable: {
        from: (...disposables: { dispose(): void }[]) => ({
          dispose: () => {
            for (const disposable of disposables) disposable.dispose();
          },
        }),
      },
      QuickPickItemKind: { Separator: -1, Default: 0 },
      QuickInputButtons: { Back: { tooltip: 'Back' } },
      ThemeIcon: class {
        constructor(readonly id: string) {}
      },
      Uri: { joinPath: (base: { path: string }, path: string) => uri(`${base.path}/${path}`) },
      TabInputText: vi.fn(),
      TabInputNotebook: vi.fn(),
      TabInputCustom: vi.fn(),
      TabInputTextDiff: vi.fn(),
    },
  };
}
