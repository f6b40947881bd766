import * as l10n from '@vscode/l10n';
import type { EngineContract, FolderOptions } from '../common/contracts/engineContract';
import type { EngineOptions } from '../common/contracts/engineOptions';
import type { PublishedSummary } from '../common/contracts/published';
import type { IndexSummary } from '../common/contracts/searchResult';
import { CancelledError, messageOf, SemanticSearchError } from '../common/errors/errors';
import type { ProbeOptions } from '../engine/embedding/remote/probe';
import type { HostParts } from '../node/hostParts';
import { openEngine, type Engine, type EngineFolder } from '../node/openEngine';

/** The engine of a thread: the one that was opened last, with the folders that were opened in it. */
export class EngineSession {
  private opening: Promise<Engine> | undefined;
  private opened: Engine | undefined;
  private readonly folders = new Map<string, EngineFolder>();

  constructor(private readonly host: HostParts) {}

  /**
   * Opens an engine. The one before is closed, with its folders.
   *
   * @throws CancelledError if the session was closed or another engine was opened meanwhile; SemanticSearchError as
   *   `openEngine`
   */
  async open(options: EngineOptions, probe: ProbeOptions): Promise<Engine> {
    const former = this.opened;
    this.opened = undefined;
    this.folders.clear();
    const own = openEngine(options, this.host, probe);
    this.opening = own;
    await former?.close().catch((error: unknown) => {
      this.host.logger?.warn(`The former engine could not be closed: ${messageOf(error)}`);
    });
    const engine = await own;
    if (this.opening !== own) {
      await engine.close();
      throw new CancelledError();
    }
    this.opened = engine;
    return engine;
  }

  /** The engine, when it is open. @throws SemanticSearchError INTERNAL if none was opened, or as `openEngine` */
  engine(): Promise<Engine> {
    if (this.opening) return this.opening;
    throw new SemanticSearchError('INTERNAL', 'No model is loaded.', 'Call open first.');
  }

  /** Does nothing while no engine is open. */
  tryNow(): void {
    this.opened?.tryNow();
  }

  /** Closes the engine, also one that is being opened. */
  async close(): Promise<void> {
    const { opened } = this;
    this.opening = undefined;
    this.opened = undefined;
    this.folders.clear();
    await opened?.close();
  }

  /** @throws SemanticSearchError FOLDER_NOT_FOUND if it is not open */
  folder(name: string): EngineFolder {
    const folder = this.folders.get(name);
    if (folder) return folder;
    throw new SemanticSearchError(
      'FOLDER_NOT_FOUND',
      l10n.t('The folder {0} is not open.', name),
      l10n.t('Open it first.'),
    );
  }

  /**
   * Opens a folder, in place of its published index.
   *
   * @throws SemanticSearchError as `Engine.openFolder`; the folder is not open then, not with former options either
   */
  async openFolder(options: FolderOptions): Promise<IndexSummary> {
    const engine = await this.engine();
    try {
      const folder = await engine.openFolder(options);
      this.folders.set(options.folder, folder);
      engine.published.remove(options.folder);
      return folder.index.summary();
    } catch (error) {
      this.dropFolder(options.folder);
      throw error;
    }
  }

  /** Opens the published index of a folder, in place of the one here. @throws as `PublishedFolders.open` */
  async openPublished(
    options: EngineContract['openPublished']['params'],
    signal: AbortSignal,
  ): Promise<PublishedSummary> {
    const summary = await (await this.engine()).published.open(options, signal);
    this.dropFolder(options.folder);
    return summary;
  }

  /** Stops searching a folder, if it is open. */
  closeFolder(name: string): void {
    this.dropFolder(name);
    this.opened?.published.remove(name);
  }

  private dropFolder(name: string): void {
    this.folders.get(name)?.close();
    this.folders.delete(name);
  }
}
