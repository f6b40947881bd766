import * as vscode from 'vscode';
import type { FolderOptions } from '../../common/contracts/engineContract';
import { DisposableStore } from '../disposables';
import { isVirtual } from '../folderKeys';
import { FolderUpdater, type FolderUpdaterParts } from './folderUpdater';
import { WatcherCheck } from './watcherCheck';
import { Polling } from './polling';
import { watchFolder } from './watchFolder';

/** A workspace folder that is indexed. A watcher reports changes; if the watcher does not work, the folder is polled. */
export class WatchedFolder implements vscode.Disposable {
  readonly updater: FolderUpdater;
  private readonly disposables = new DisposableStore();
  private readonly watcherCheck = new WatcherCheck((isSilent) => {
    this.followWatcher(isSilent);
  });
  private readonly polling = new Polling(() => this.checkIfAtRest());

  constructor(
    private readonly folder: vscode.WorkspaceFolder,
    private readonly parts: FolderUpdaterParts,
  ) {
    this.updater = new FolderUpdater(parts);
    const watch = watchFolder(folder, this.updater, {
      reported: (path) => {
        this.watcherCheck.reported(path);
      },
      saved: (path) => {
        this.expectReport(path);
      },
    });
    this.disposables.addAll(watch, this.watcherCheck, this.polling, this.updater);
  }

  /** Whether it was opened with these options. */
  isOpenedWith(options: FolderOptions, database: string | undefined): boolean {
    return database === this.parts.database && JSON.stringify(options) === JSON.stringify(this.options);
  }

  get options(): FolderOptions {
    return this.parts.options;
  }

  /** Queues a file that a search found to be changed. */
  noteStale(path: string): void {
    if (this.updater.isAtRest) this.expectReport(path);
    this.updater.noteChanges([path], 0);
  }

  /** Called when the window gets the focus. */
  noteFocus(): void {
    if (this.watcherCheck.isSilent) this.polling.start();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /**
   * Virtual folders are watched by their file system provider, as far as it can. VS Code watches its own settings folder with
   * another watcher.
   */
  private expectReport(path: string): void {
    if (!isVirtual(this.folder) && !path.startsWith('.vscode/')) this.watcherCheck.expect(path);
  }

  private followWatcher(isSilent: boolean): void {
    const { logger, options } = this.parts;
    if (isSilent) {
      logger.warn(
        `${options.folder}: the file watcher did not report a change. From now on, all files are checked at intervals. ` +
          'The system may have run out of watches (on Linux: fs.inotify.max_user_watches and max_user_instances).',
      );
      this.polling.start();
    } else {
      logger.info(`${options.folder}: the file watcher reports changes again.`);
      this.polling.stop();
    }
  }

  /** Does nothing if the window has no focus. Does not retry errors that need the user. */
  private async checkIfAtRest(): Promise<boolean> {
    if (!vscode.window.state.focused || !this.updater.isAtRest) return false;
    this.updater.checkEverything();
    await this.updater.settled();
    return true;
  }
}
