import type * as vscode from 'vscode';
import type {
  Excerpt,
  ExcerptParams,
  ProviderSummary,
  SearchParams,
  SimilarParams,
  StatusReport,
} from '../../common/engineContract';
import type { IndexState } from '../../common/indexState';
import type { DirectoryInventory, PathExplanation } from '../../common/inventoryContract';
import type { ProviderInfo } from '../../common/providerInfo';
import type { EngineThread } from '../engineThread/engineThread';
import { folderKey } from '../folderKeys';
import type {
  ExcerptService,
  IndexingService,
  InventoryService,
  LocatedAnswer,
  SearchService,
} from '../services';
import type { Generation } from './generation';
import type { IndexGenerations } from './indexGenerations';

/**
 * The window's index as seen by the user interface. Queries go to the current generation; commands also go to the generation that
 * is being built.
 */
export class WorkspaceIndex implements IndexingService, SearchService, ExcerptService, InventoryService {
  readonly onDidChangeState: vscode.Event<IndexState>;

  constructor(private readonly generations: IndexGenerations) {
    this.onDidChangeState = generations.onDidChangeState;
  }

  get state(): IndexState {
    return this.generations.state;
  }

  /** The model that answers; undefined before it is loaded. */
  get provider(): ProviderSummary | undefined {
    return this.generations.provider;
  }

  async search(params: SearchParams, signal?: AbortSignal): Promise<LocatedAnswer> {
    const answer = await (await this.answering()).search.search(params, signal);
    return { ...answer, state: this.state };
  }

  async similar(params: SimilarParams, signal?: AbortSignal): Promise<LocatedAnswer> {
    const answer = await (await this.answering()).search.similar(params, signal);
    return { ...answer, state: this.state };
  }

  async excerpt(params: ExcerptParams): Promise<Excerpt | null> {
    return (await this.answering()).search.excerpt(params);
  }

  async languages(): Promise<readonly string[]> {
    return (await this.answering()).search.languages();
  }

  async inventory(
    folder: vscode.WorkspaceFolder,
    directory: string,
    unindexed?: boolean,
  ): Promise<DirectoryInventory> {
    const engine = await this.openedEngine();
    return engine.call('inventory', { folder: folderKey(folder), directory, unindexed });
  }

  async explain(folder: vscode.WorkspaceFolder, path: string): Promise<PathExplanation> {
    const engine = await this.openedEngine();
    return engine.call('explain', { folder: folderKey(folder), path });
  }

  async status(folder: vscode.WorkspaceFolder): Promise<StatusReport> {
    const engine = await this.openedEngine();
    return engine.call('status', { folder: folderKey(folder) });
  }

  async providers(): Promise<readonly ProviderInfo[]> {
    return (await this.answering()).engine.providers();
  }

  async updatePaths(folder: vscode.WorkspaceFolder, paths: readonly string[]): Promise<void> {
    for (const { indexing } of this.generations.all) await indexing.updatePaths(folderKey(folder), paths);
  }

  async pause(): Promise<void> {
    for (const { indexing } of this.generations.all) await indexing.pause();
  }

  async resume(): Promise<void> {
    for (const { indexing } of this.generations.all) await indexing.resume();
  }

  cancel(): void {
    for (const { indexing } of this.generations.all) indexing.cancel();
  }

  async update(): Promise<void> {
    for (const { indexing } of this.generations.all) await indexing.update();
  }

  async rebuild(): Promise<void> {
    const answering = await this.answering();
    await answering.indexing.rebuild();
    for (const generation of this.generations.all)
      if (generation !== answering) await generation.indexing.update();
  }

  settled(): Promise<void> {
    return this.generations.settled();
  }

  /** Stops the thread of the current index as if it had crashed. For tests. */
  async crash(): Promise<void> {
    await (await this.answering()).engine.crash();
  }

  private answering(): Promise<Generation> {
    return this.generations.answering();
  }

  /** The current engine, with all workspace folders open. */
  private async openedEngine(): Promise<EngineThread> {
    const { engine, indexing } = await this.answering();
    await indexing.opened();
    return engine;
  }
}
