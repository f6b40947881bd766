import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { callsWithoutModel, type EngineContract } from '../../common/contracts/engineContract';
import type { EngineOptions } from '../../common/contracts/engineOptions';
import { CancelledError, messageOf } from '../../common/errors/errors';
import type { IndexState, NextIndex } from '../../common/contracts/indexState';
import { listOf } from '../../common/text/listText';
import type { ProviderInfo, ProviderSummary } from '../../common/contracts/providerInfo';
import type { CallOptions } from '../../common/contracts/remoteCalls';
import { isThisMachine } from '../../common/thisMachine';
import {
  affectsProvider,
  readIndexingThreads,
  readNetworkOptions,
  readProviderChoice,
  writeProviderChoice,
} from '../configuration';
import { DisposableStore, MutableDisposable } from '../disposables';
import type { ApiKeys } from '../provider/apiKeys';
import type { Consents } from '../provider/consents';
import {
  builtinChoice,
  hostOfChoice,
  isSameChoice,
  providerOptionsOf,
  type ProviderChoice,
} from '../provider/providerChoice';
import type { TeamSecrets } from '../team/teamSecrets';
import type { EngineCaller, IndexingControl, IndexingService } from '../services';
import { AnsweredBefore, type Destination } from './answeredBefore';
import { Generation, type GenerationParts } from './generation';
import { nextIndexState } from './nextIndexState';
import { mayAnswer, obstacleTo, type Decisions } from './sendingGate';

/** Dependencies of {@link IndexGenerations}. */
export interface IndexGenerationsParts extends GenerationParts {
  /** Directory on this machine for data that all workspaces share. */
  readonly cacheDirectory: string;
  readonly keys: ApiKeys;
  readonly consents: Consents;
  readonly teamSecrets: Pick<TeamSecrets, 'options' | 'onDidChange'>;
}

/** Users edit the settings of a choice one after the other; wait this long for the next edit. */
const settingsPauseMs = 300;

/**
 * The index that answers queries, and the one that will replace it. When the user chooses another provider, model or dimension,
 * its index is built beside the current one and takes over once it is complete. Nothing is sent without the user's consent.
 */
export class IndexGenerations implements IndexingService, EngineCaller, vscode.Disposable {
  private current: Generation | undefined;
  private next: Generation | undefined;
  private obstacle: NextIndex | undefined;
  private nextName: { readonly model: string; readonly host: string | undefined } | undefined;
  private infos: readonly ProviderInfo[] | undefined;
  private isDisposed = false;
  /** Number of choices being written. */
  private adopting = 0;
  private settingsTimer: NodeJS.Timeout | undefined;
  private last: Promise<void> = Promise.resolve();
  /** Why the last {@link arrange} failed; undefined if it did not. */
  private failure: Error | undefined;
  private readonly answered: AnsweredBefore;
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<IndexState>());
  private readonly followingCurrent = this.disposables.add(new MutableDisposable<vscode.Disposable>());
  private readonly followingNext = this.disposables.add(new MutableDisposable<vscode.Disposable>());

  readonly onDidChangeState = this.changed.event;

  constructor(private readonly parts: IndexGenerationsParts) {
    this.answered = new AnsweredBefore(parts.memento);
    const reconsider = (): void => {
      void this.reconsider();
    };
    this.disposables.addAll(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!affectsProvider(event)) return;
        clearTimeout(this.settingsTimer);
        this.settingsTimer = setTimeout(reconsider, settingsPauseMs);
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(reconsider),
      parts.keys.onDidChange(reconsider),
      parts.teamSecrets.onDidChange(reconsider),
      parts.consents.onDidChange(() => {
        this.begin().catch((error: unknown) => {
          parts.logger.error(`Indexing could not be started: ${messageOf(error)}`);
        });
      }),
    );
  }

  get state(): IndexState {
    const answering = this.current?.updater.state ?? ({ kind: 'empty', reason: 'notStarted' } as const);
    const next = this.nextState;
    return next ? { ...answering, next } : answering;
  }

  /** The model that answers; undefined before it is loaded. */
  get provider(): ProviderSummary | undefined {
    return this.current?.engine.provider;
  }

  /** Host that queries are sent to, or several; undefined if they stay on this machine. */
  get sendsTo(): string | undefined {
    const { published } = this.state;
    const there = published?.kind === 'searched' || published?.kind === 'partly';
    const hosts = [this.provider?.host, there && published.host];
    return listOf(hosts.map((host) => !!host && !isThisMachine(host) && host)) || undefined;
  }

  /** The current generation, once it is known. @throws the error that prevented opening an index */
  async answering(): Promise<Generation> {
    if (!this.current) await this.last;
    if (this.current) return this.current;
    throw this.failure ?? new CancelledError();
  }

  /** Calls the engine that answers, see {@link EngineCaller}. */
  async call<M extends keyof EngineContract>(
    method: M,
    params: EngineContract[M]['params'],
    options?: CallOptions<EngineContract[M]['progress']>,
  ): Promise<EngineContract[M]['result']> {
    const { engine, updater } = await this.answering();
    if (!callsWithoutModel.has(method)) await updater.opened();
    return engine.call(method, params, options);
  }

  async each(act: (updater: IndexingControl, answers: boolean) => Promise<void> | void): Promise<void> {
    if (!this.current) await this.last;
    for (const generation of this.all) await act(generation.updater, generation === this.current);
  }

  /** Opens the workspace folders and starts indexing them. */
  start(): Promise<void> {
    return this.reconsider();
  }

  /**
   * Writes a choice to the settings and starts to build its index. Settings, keys and consents are written one by one; indexing
   * starts after the last one.
   *
   * @param agree writes the key and consent that belong to the choice
   * @throws Error if the settings cannot be written
   */
  async adopt(choice: ProviderChoice, agree: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.adopting++;
    try {
      await agree();
      await writeProviderChoice(choice);
    } finally {
      this.adopting--;
      await this.begin();
    }
  }

  async settled(): Promise<void> {
    await this.last;
    for (const { updater } of this.all) await updater.settled();
    // The next index may have taken over meanwhile.
    await this.last;
    await this.current?.updater.settled();
  }

  dispose(): void {
    this.isDisposed = true;
    clearTimeout(this.settingsTimer);
    void this.dropNext();
    this.current?.dispose();
    this.disposables.dispose();
  }

  /** The current generation and the next one, if they exist. */
  get all(): readonly Generation[] {
    return [this.current, this.next].filter((generation) => generation !== undefined);
  }

  private get nextState(): NextIndex | undefined {
    if (!this.next || !this.nextName) return this.obstacle;
    return nextIndexState(this.next.updater.state, this.nextName.model, this.nextName.host);
  }

  /** Choosing a model or agreeing to send starts indexing, even if `indexAutomatically` is off. A pause is kept. */
  private async begin(): Promise<void> {
    await this.reconsider();
    const { next } = this;
    if (next && !next.updater.isPaused) await next.updater.update();
  }

  /** Compares the wanted choice with the current one again and updates the obstacles. Calls run one after the other. */
  private reconsider(): Promise<void> {
    this.last = this.last
      .then(() => this.arrange())
      .then(() => {
        this.failure = undefined;
      })
      .catch((error: unknown) => {
        this.failure = error instanceof Error ? error : new Error(String(error));
        this.parts.logger.error(`Choice of the model: ${messageOf(error)}`);
      });
    return this.last;
  }

  private async arrange(): Promise<void> {
    if (this.isDisposed || this.adopting > 0) return;
    const wanted = vscode.workspace.isTrusted ? readProviderChoice() : builtinChoice;
    await this.arrangeCurrent(wanted);
    const { current } = this;
    if (!current || isSameChoice(current.choice, wanted)) {
      await this.dropNext();
    } else {
      await this.arrangeNext(wanted);
    }
    this.fireChanged();
  }

  /** Ensures that an index answers queries, with the current keys and network options. */
  private async arrangeCurrent(wanted: ProviderChoice): Promise<void> {
    const answering = this.current ? this.destinationOfCurrent() : this.destinationToStart(wanted);
    const destination = mayAnswer(answering, this.decisions)
      ? answering
      : { choice: builtinChoice, host: undefined };
    const options = await this.optionsOf(destination);
    const { current } = this;
    if (current && isSame(current, destination.choice, options)) return;
    this.followingCurrent.value = undefined;
    // Searches wait while `current` is undefined, so that none uses a generation that is ending.
    this.current = undefined;
    await current?.end();
    const next = new Generation(destination.choice, options, this.parts);
    this.takeOver(next);
    // Not awaited: folders open while the next generation is arranged.
    void next.updater.start();
  }

  private destinationOfCurrent(): Destination {
    const { choice } = this.current!;
    return { choice, host: hostOfChoice(choice, this.infoOf(choice)) ?? this.answered.hostOf(choice) };
  }

  /** The destination that answered last; at the first start, one that needs no consent. */
  private destinationToStart(wanted: ProviderChoice): Destination {
    const remembered = this.answered.read();
    if (remembered) return remembered;
    return { choice: wanted.provider === 'builtin' ? wanted : builtinChoice, host: undefined };
  }

  private get decisions(): Decisions {
    return {
      isTrusted: vscode.workspace.isTrusted,
      hasConsent: (host) => this.parts.consents.has(host),
    };
  }

  private async arrangeNext(wanted: ProviderChoice): Promise<void> {
    const info = await this.findInfo(wanted);
    const host = hostOfChoice(wanted, info);
    const name = { model: nameOf(wanted, info), host };
    const options = await this.optionsOf({ choice: wanted, host });
    if (this.next && isSame(this.next, wanted, options)) return;
    await this.dropNext();
    const key = { isRequired: info?.key === 'required', isStored: options.provider.apiKey !== undefined };
    const obstacle = obstacleTo({ choice: wanted, host }, key, this.decisions);
    if (obstacle) this.obstacle = { ...name, kind: obstacle };
    else this.beginNext(new Generation(wanted, options, this.parts), name);
  }

  private beginNext(next: Generation, name: { model: string; host: string | undefined }): void {
    this.next = next;
    this.nextName = name;
    this.followingNext.value = next.updater.onDidChangeState(() => {
      if (next.updater.isComplete) this.swap(next);
      else this.fireChanged();
    });
    void next.updater.start();
  }

  /** Makes the completed next index the current one. The former index stays on disk, so that returning to it costs nothing. */
  private swap(next: Generation): void {
    if (this.next !== next) return;
    const former = this.current;
    this.followingNext.value = undefined;
    this.next = undefined;
    const host = this.nextName?.host;
    this.nextName = undefined;
    this.takeOver(next);
    former?.dispose();
    this.parts.logger.info(`The index of ${next.choice.provider} answers from now on.`);
    this.answered.write({ choice: next.choice, host }).catch((error: unknown) => {
      this.parts.logger.warn(`The model that answers could not be stored: ${messageOf(error)}`);
    });
    this.fireChanged();
  }

  private takeOver(generation: Generation): void {
    this.current = generation;
    this.followingCurrent.value = generation.updater.onDidChangeState(() => {
      this.fireChanged();
    });
  }

  private async dropNext(): Promise<void> {
    const { next } = this;
    this.obstacle = undefined;
    this.followingNext.value = undefined;
    this.nextName = undefined;
    this.next = undefined;
    await next?.end();
  }

  private async optionsOf({ choice, host }: Destination): Promise<EngineOptions> {
    const apiKey = host === undefined ? undefined : await this.parts.keys.get(choice.provider, host);
    return {
      provider: providerOptionsOf(choice, apiKey, readNetworkOptions()),
      // The built-in model, the only one of a restricted workspace, reads none.
      sharedResults: host === undefined ? undefined : await this.parts.teamSecrets.options(),
      cacheDirectory: this.parts.cacheDirectory,
      threads: readIndexingThreads(),
    };
  }

  private async findInfo(choice: ProviderChoice): Promise<ProviderInfo | undefined> {
    if (choice.provider === 'builtin') return undefined;
    this.infos ??= await this.current?.engine.call('providers', null);
    // Without the provider's record its destination is unknown.
    if (!this.infos) throw new Error('The providers are not known yet.');
    return this.infoOf(choice);
  }

  private infoOf({ provider }: ProviderChoice): ProviderInfo | undefined {
    return this.infos?.find(({ id }) => id === provider);
  }

  private fireChanged(): void {
    if (!this.isDisposed) this.changed.fire(this.state);
  }
}

function isSame(generation: Generation, choice: ProviderChoice, options: EngineOptions): boolean {
  return (
    isSameChoice(generation.choice, choice) && JSON.stringify(generation.options) === JSON.stringify(options)
  );
}

function nameOf(choice: ProviderChoice, info: ProviderInfo | undefined): string {
  if (choice.provider === 'builtin') return choice.model ?? l10n.t('built-in model');
  const model = choice.model ?? info?.defaultModel ?? '';
  return `${info?.label ?? choice.provider} ${model}`.trim();
}
