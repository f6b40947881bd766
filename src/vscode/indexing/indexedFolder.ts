import * as vscode from 'vscode';
import type { FolderOptions } from '../../common/engineContract';
import { DisposableStore } from '../disposables';
import { isVirtual } from '../folderKeys';
import { FolderIndexing, type FolderIndexingParts } from './folderIndexing';
import { Hearing } from './hearing';
import { Polling } from './polling';
import { watchFolder } from './watchFolder';

/** A workspace folder that is indexed. A watcher reports changes; if the watcher does not work, the folder is polled. */
export class IndexedFolder implements vscode.Disposable {
  readonly indexing: FolderIndexing;
  private readonly disposables = new DisposableStore();
  private readonly hearing = new Hearing((isDeaf) => {
    this.followHearing(isDeaf);
  });
  private readonly polling = new Polling(() => this.look());

  constructor(
    private readonly folder: vscode.WorkspaceFolder,
    private readonly parts: FolderIndexingParts,
  ) {
    this.indexing = new FolderIndexing(parts);
    const watch = watchFolder(folder, {
      changed: (path, delayMs) => {
        this.indexing.noteChanges([path], delayMs);
      },
      heard: (path) => {
        this.hearing.heard(path);
      },
      saved: (path) => {
        this.expectToHear(path);
      },
    });
    this.disposables.addAll(watch, this.hearing, this.polling, this.indexing);
  }

  get options(): FolderOptions {
    return this.parts.options;
  }

  /** Queues a file that a search found to be changed. */
  noteStale(path: string): void {
    if (this.indexing.isAtRest) this.expectToHear(path);
    this.indexing.noteChanges([path], 0);
  }

  /** Called when the window gets the focus. */
  noteFocus(): void {
    if (this.hearing.isDeaf) this.polling.start();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  /**
   * Virtual folders are watched by their file system provider, as far as it can. VS Code watches its own settings folder with
   * another watcher.
   */
  private expectToHear(path: string): void {
    if (!isVirtual(this.folder) && !path.startsWith('.vscode/')) this.hearing.expect(path);
  }

  private followHearing(isDeaf: boolean): void {
    const { logger, options } = this.parts;
    if (isDeaf) {
      logger.warn(
        `${options.folder}: the file watcher did not tell of a change. All files are looked at again and again from now ` +
          'on. The system may have run out of watches (on Linux: fs.inotify.max_user_watches and max_user_instances).',
      );
      this.polling.start();
    } else {
      logger.info(`${options.folder}: the file watcher tells of changes again.`);
      this.polling.stop();
    }
  }

  /** Does nothing if the window has no focus. Does not retry errors that need the user. */
  private async look(): Promise<boolean> {
    if (!vscode.window.state.focused || !this.indexing.isAtRest) return false;
    this.indexing.checkEverything();
    await this.indexing.settled();
    return true;
  }
}
