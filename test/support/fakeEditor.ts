import { readFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';

/** As in VS Code: calls its listeners until they are disposed. */
export class EventEmitter<T> {
  private readonly listeners = new Set<(event: T) => unknown>();

  readonly event = (listener: (event: T) => unknown): { dispose(): void } => {
    this.listeners.add(listener);
    return { dispose: () => void this.listeners.delete(listener) };
  };

  get listenerCount(): number {
    return this.listeners.size;
  }

  fire(event: T): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  dispose(): void {
    this.listeners.clear();
  }
}

const { contributes } = JSON.parse(readFileSync(path.join(__dirname, '../../package.json'), 'utf8')) as {
  contributes: {
    configuration: readonly { properties: Readonly<Record<string, { default: unknown }>> }[];
  };
};

/** The defaults of package.json, and of VS Code where we read its settings. */
const defaults: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .map(([key, { default: value }]): [string, unknown] => [key, value]),
  ['files.exclude', {}],
  ['search.exclude', {}],
]);

type Uri = Pick<vscode.Uri, 'scheme' | 'authority' | 'path' | 'fsPath' | 'toString'>;

/** A watcher that reports what the test says. */
class Watcher {
  readonly created = new EventEmitter<Uri>();
  readonly changed = new EventEmitter<Uri>();
  readonly deleted = new EventEmitter<Uri>();
  readonly onDidCreate = this.created.event;
  readonly onDidChange = this.changed.event;
  readonly onDidDelete = this.deleted.event;
  isDisposed = false;
  dispose(): void {
    this.isDisposed = true;
  }
}

/** The parts of the editor that indexing depends on, as a test sets them. */
class FakeEditor {
  settings = new Map<string, unknown>();
  isTrusted = true;
  isFocused = true;
  folders: { readonly uri: Uri; readonly name: string; readonly index: number }[] = [];
  watchers: Watcher[] = [];
  readonly settingsChanged = new EventEmitter<vscode.ConfigurationChangeEvent>();
  readonly foldersChanged = new EventEmitter<unknown>();
  readonly focusChanged = new EventEmitter<{ readonly focused: boolean }>();
  readonly trustGranted = new EventEmitter<unknown>();
  readonly documentSaved = new EventEmitter<{ readonly uri: Uri }>();
  readonly notebookSaved = new EventEmitter<{ readonly uri: Uri }>();

  /** A new window with these folders, and default settings. */
  reset(...folders: readonly string[]): void {
    for (const emitter of [
      ...[this.settingsChanged, this.foldersChanged, this.focusChanged],
      ...[this.trustGranted, this.documentSaved, this.notebookSaved],
    ]) {
      emitter.dispose();
    }
    this.settings = new Map();
    this.isTrusted = true;
    this.isFocused = true;
    this.watchers = [];
    this.setFolders(...folders);
  }

  setFolders(...folders: readonly string[]): void {
    this.folders = folders.map((folder, index) => ({ uri: uriOf(folder), name: folder, index }));
  }

  /** Changes the folders of the workspace, as the user does. */
  openFolders(...folders: readonly string[]): void {
    this.setFolders(...folders);
    this.foldersChanged.fire(undefined);
  }

  /** Changes a setting, as the user does. */
  configure(key: string, value: unknown): void {
    if (value === undefined) this.settings.delete(key);
    else this.settings.set(key, value);
    this.settingsChanged.fire({ affectsConfiguration: (section) => section === key });
  }

  focus(focused: boolean): void {
    this.isFocused = focused;
    this.focusChanged.fire({ focused });
  }

  trust(): void {
    this.isTrusted = true;
    this.trustGranted.fire(undefined);
  }

  save(file: string): void {
    this.documentSaved.fire({ uri: uriOf(file) });
  }
}

export const editor = new FakeEditor();

/** A file on disk, or a URI as it is. */
export function uriOf(file: string): Uri {
  const [, scheme = 'file', authority = '', rest = file] = /^(\w+):\/\/([^/]*)(.*)$/.exec(file) ?? [];
  return { scheme, authority, path: rest, fsPath: rest, toString: () => `${scheme}://${authority}${rest}` };
}

const configuration = {
  get: (key: string): unknown => proxied(editor.settings.get(key) ?? defaults.get(key)),
  inspect: (key: string) => ({ defaultValue: defaults.get(key), globalValue: editor.settings.get(key) }),
  update: (key: string, value: unknown): Promise<void> => {
    editor.configure(key, value);
    return Promise.resolve();
  },
};

/** For `vi.mock('vscode', async () => (await import('…/fakeEditor')).vscodeModule)`. */
export const vscodeModule = {
  EventEmitter,
  ConfigurationTarget: { Global: 1, Workspace: 2 },
  Disposable: {
    from: (...all: readonly { dispose(): unknown }[]) => ({
      dispose: () => {
        for (const one of all) one.dispose();
      },
    }),
  },
  RelativePattern: class {
    constructor(
      readonly base: unknown,
      readonly pattern: string,
    ) {}
  },
  env: { language: 'en' },
  l10n: { bundle: undefined },
  window: {
    get state() {
      return { focused: editor.isFocused };
    },
    onDidChangeWindowState: editor.focusChanged.event,
  },
  workspace: {
    get isTrusted() {
      return editor.isTrusted;
    },
    get workspaceFolders() {
      return editor.folders;
    },
    getConfiguration: () => configuration,
    onDidChangeConfiguration: editor.settingsChanged.event,
    onDidChangeWorkspaceFolders: editor.foldersChanged.event,
    onDidGrantWorkspaceTrust: editor.trustGranted.event,
    onDidSaveTextDocument: editor.documentSaved.event,
    onDidSaveNotebookDocument: editor.notebookSaved.event,
    createFileSystemWatcher: () => {
      const watcher = new Watcher();
      editor.watchers.push(watcher);
      return watcher;
    },
  },
};

/** As VS Code gives objects of settings: as proxies, which cannot be sent to another thread. */
function proxied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, { get: (target, key) => proxied(Reflect.get(target, key)) });
}
