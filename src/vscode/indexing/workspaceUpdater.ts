import * as vscode from 'vscode';
import type { FolderOptions } from '../../common/contracts/engineContract';
import { messageOf } from '../../common/errors/errors';
import type { FileReference } from '../../common/contracts/searchResult';
import type { AnsweringState, PublishedUse } from '../../common/contracts/indexState';
import type { Logger } from '../../common/logger';
import { affectsCorpus, affectsWindow, readWindowSettings } from '../configuration';
import { DisposableStore } from '../disposables';
import type { EngineThread } from '../engineThread/engineThread';
import type { DatabaseChoice, WindowDatabase } from '../published/windowDatabase';
import { combineStates, type Suspension } from './combineStates';
import type { FolderUpdater } from './folderUpdater';
import { folderOptionsOf, type IndexDirectories } from './folderOptions';
import { WatchedFolder } from './watchedFolder';
import { ProgressSum } from './progressSum';
import { recordFolder } from './recordFolder';
import { RetryTimer } from './retryTimer';

/** Dependencies of {@link WorkspaceUpdater}. */
export interface WorkspaceUpdaterParts extends IndexDirectories {
  readonly engine: EngineThread;
  /** The database that is searched instead of an index here, if it has one of the folder. */
  readonly database: Pick<WindowDatabase, 'choice' | 'onDidChange'>;
  /** Stores across restarts that indexing is paused. */
  readonly memento: vscode.Memento;
  readonly logger: Logger;
}

type FolderAction = (updater: FolderUpdater, options: FolderOptions) => void | Promise<void>;

const pausedKey = 'indexing.paused';

/** After the window had no focus for this long, every file is checked: watching is not reliable on every file system. */
const awayMs = 5 * 60_000;

/** Keeps the indexes of all workspace folders, made with one model, up to date with their files. */
export class WorkspaceUpdater implements vscode.Disposable {
  private readonly folders = new Map<string, WatchedFolder>();
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<AnsweringState>());
  private readonly retries = this.disposables.add(
    new RetryTimer(() =>
      this.retry().catch((error: unknown) => {
        this.parts.logger.error(`Another try failed: ${messageOf(error)}`);
      }),
    ),
  );
  private readonly progress = new ProgressSum();
  private database: DatabaseChoice = { kind: 'off' };
  private paused: boolean;
  private automatic: boolean;
  private leftAt = Date.now();
  private lastSync: Promise<void> = Promise.resolve();

  readonly onDidChangeState = this.changed.event;

  constructor(private readonly parts: WorkspaceUpdaterParts) {
    this.paused = parts.memento.get(pausedKey, false);
    this.automatic = readWindowSettings().indexAutomatically;
    this.disposables.addAll(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.inTurn(() => this.syncFolders())),
      vscode.workspace.onDidChangeConfiguration((event) => this.inTurn(() => this.applySettings(event))),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        this.noteFocus(focused);
      }),
      parts.engine.onDidDie(() => this.inTurn(() => this.reopen())),
      parts.database.onDidChange(() => this.inTurn(() => this.syncFolders())),
    );
  }

  get state(): AnsweringState {
    const folders = [...this.folders.values()].map(({ updater }) => updater.state);
    const { published } = this;
    // A published index is not updated from here.
    const suspension = published?.kind === 'searched' ? undefined : this.suspension;
    const state = combineStates(folders, suspension, this.progress.current, this.retries.atMs);
    return published ? { ...state, published } : state;
  }

  /** Whether the user has paused indexing. */
  get isPaused(): boolean {
    return this.paused;
  }

  /** Whether everything has been indexed once, so that searches miss nothing. */
  get isComplete(): boolean {
    const { state } = this;
    // A pause stops updates, but the index still answers.
    if (state.kind === 'paused')
      return [...this.folders.values()].every(({ updater }) => updater.state.complete);
    return state.kind === 'ready' || (state.kind === 'empty' && state.reason !== 'notStarted');
  }

  /** Opens the workspace folders and starts indexing them. */
  start(): Promise<void> {
    return this.inTurn(() => this.syncFolders());
  }

  async pause(): Promise<void> {
    await this.setPaused(true);
    for (const { updater } of this.folders.values()) updater.suspend();
    this.fireChanged();
  }

  async resume(): Promise<void> {
    await this.setPaused(false);
    this.resumeAll();
  }

  cancel(): void {
    for (const { updater } of this.folders.values()) updater.cancel();
  }

  async update(): Promise<void> {
    await this.begin(async (updater) => {
      await updater.askDatabaseAgain();
      updater.checkEverything();
    });
  }

  /** Brings some paths of a folder up to date at once; `''` means the whole folder. */
  async updatePaths(folder: string, paths: readonly string[]): Promise<void> {
    await this.begin((updater, options) => {
      if (options.folder === folder) updater.noteChanges(paths, 0);
    });
  }

  /** Retries what failed, unless indexing is paused or not automatic. */
  async retry(): Promise<void> {
    if (this.suspension) return;
    await this.parts.engine.forgetFailures();
    // Failed changes are still queued, so their number stays known.
    await this.forEachFolder(() => undefined);
  }

  async rebuild(): Promise<void> {
    await this.begin((updater) => {
      updater.rebuild();
    });
  }

  /** Queues files that a search found to be changed. */
  noteStale(files: readonly FileReference[]): void {
    for (const { folder, path } of files) this.folders.get(folder)?.noteStale(path);
  }

  /** Called when a search of the published index has failed. Resolves when the index on this machine is open. */
  leaveDatabase(error: unknown): Promise<void> {
    return this.inTurn(async () => {
      for (const { updater } of this.folders.values()) await updater.leaveDatabase(error);
    });
  }

  /** Resolves when all workspace folders are open in the engine. */
  opened(): Promise<void> {
    return this.lastSync;
  }

  /** Resolves when no indexing is running or can start. */
  async settled(): Promise<void> {
    await this.opened();
    for (const { updater } of this.folders.values()) await updater.settled();
  }

  dispose(): void {
    for (const key of [...this.folders.keys()]) this.forget(key);
    this.disposables.dispose();
  }

  private get published(): PublishedUse | undefined {
    const { database } = this;
    if (database.kind === 'off') return undefined;
    if (database.kind !== 'asked') return database;
    const { host } = database;
    const states = [...this.folders].map(([folder, { updater }]) => ({ folder, ...updater.state }));
    const indexes = states.flatMap(({ folder, published: summary }) =>
      summary ? [{ folder, summary }] : [],
    );
    const errors = states.flatMap(({ publishedError }) => publishedError ?? []);
    if (indexes.length > 0)
      return indexes.length === states.length
        ? { kind: 'searched', host, indexes }
        : { kind: 'partly', host, indexes, errors };
    return errors[0] && { kind: 'notUsed', error: errors[0] };
  }

  private get suspension(): Suspension {
    return this.paused ? 'paused' : this.automatic ? undefined : 'manual';
  }

  /** A request of the user ends a pause. */
  private async begin(action: FolderAction): Promise<void> {
    await this.setPaused(false);
    await this.parts.engine.forgetFailures();
    await this.parts.engine.tryNow();
    await this.forEachFolder(action);
  }

  private forEachFolder(action: FolderAction): Promise<void> {
    // In turn with opening and closing: otherwise a folder removed meanwhile would be opened again.
    return this.inTurn(async () => {
      for (const { updater, options } of this.folders.values()) {
        if (updater.state.error) await updater.open();
        await action(updater, options);
        updater.resume();
      }
    });
  }

  private async setPaused(paused: boolean): Promise<void> {
    this.paused = paused;
    await this.parts.memento.update(pausedKey, paused || undefined);
  }

  /** Checks everything, regardless of watcher events: a pause may be long. */
  private resumeAll(): void {
    for (const { updater } of this.folders.values()) {
      updater.checkEverything();
      updater.resume();
    }
    this.fireChanged();
  }

  /** Opens new folders, closes removed ones, and reopens those with changed options. */
  private async syncFolders(): Promise<void> {
    const wanted = folderOptionsOf(vscode.workspace.workspaceFolders ?? [], this.parts);
    this.database = await this.parts.database.choice();
    const address = this.database.kind === 'asked' ? this.database.address : undefined;
    for (const key of [...this.folders.keys()]) {
      if (!wanted.has(key)) await this.close(key);
    }
    const opening = [...wanted.values()].map(async ({ folder, options }) => {
      const known = this.folders.get(options.folder);
      if (known?.isOpenedWith(options, address)) return;
      await this.openFolder(folder, options, address);
    });
    await Promise.all(opening);
    this.fireChanged();
  }

  private async openFolder(
    folder: vscode.WorkspaceFolder,
    options: FolderOptions,
    database: string | undefined,
  ): Promise<void> {
    const before = this.folders.get(options.folder)?.updater.state;
    this.forget(options.folder);
    const indexed = new WatchedFolder(folder, {
      options,
      database,
      before,
      engine: this.parts.engine,
      logger: this.parts.logger,
      onDidChange: () => {
        this.fireChanged();
      },
    });
    this.folders.set(options.folder, indexed);
    const { updater } = indexed;
    await updater.open();
    // Before the run: a program that updates the index afterwards must know the settings of the run.
    if (!updater.state.error) await recordFolder(options, this.parts.logger);
    updater.checkEverything();
    if (!this.suspension) updater.resume();
  }

  private async close(key: string): Promise<void> {
    this.forget(key);
    await this.parts.engine.call('closeFolder', { folder: key });
  }

  private forget(key: string): void {
    const known = this.folders.get(key);
    this.folders.delete(key);
    known?.dispose();
  }

  private async applySettings(event: vscode.ConfigurationChangeEvent): Promise<void> {
    if (affectsCorpus(event)) await this.syncFolders();
    if (affectsWindow(event)) this.setAutomatic(readWindowSettings().indexAutomatically);
  }

  private setAutomatic(automatic: boolean): void {
    if (automatic === this.automatic) return;
    this.automatic = automatic;
    if (!this.suspension) this.resumeAll();
    else for (const { updater } of this.folders.values()) updater.suspend();
    this.fireChanged();
  }

  /** Opens all folders again, in a new engine. */
  private async reopen(): Promise<void> {
    for (const key of [...this.folders.keys()]) this.forget(key);
    await this.syncFolders();
  }

  /** Runs actions that open or close folders one after the other; events arrive faster than they finish. */
  private inTurn(action: () => Promise<void>): Promise<void> {
    this.lastSync = this.lastSync.then(action).catch((error: unknown) => {
      this.parts.logger.error(`Workspace folders: ${messageOf(error)}`);
    });
    return this.lastSync;
  }

  private noteFocus(focused: boolean): void {
    if (!focused) {
      this.leftAt = Date.now();
      return;
    }
    const wasAway = Date.now() - this.leftAt > awayMs;
    for (const folder of this.folders.values()) {
      if (wasAway) folder.updater.checkEverything();
      folder.noteFocus();
      // Not in turn, so that no search waits for a server that is still gone.
      if (folder.updater.state.publishedError?.retryAfterMs !== undefined)
        void folder.updater.askDatabaseAgain();
    }
  }

  private fireChanged(): void {
    this.progress.note(new Map([...this.folders].map(([key, { updater }]) => [key, updater.state])));
    this.retries.follow(this.state);
    this.changed.fire(this.state);
  }
}
