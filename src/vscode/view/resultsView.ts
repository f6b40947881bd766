import * as vscode from 'vscode';
import type { IndexState } from '../../common/contracts/indexState';
import { lexiconsFor } from '../../common/query/lexiconNames';
import type { Logger } from '../../common/logger';
import { parseMessageToHost } from '../../common/view/viewMessages';
import type {
  MessageToHost,
  MessageToView,
  ViewAction,
  ViewLayout,
  ViewResult,
} from '../../common/view/viewProtocol';
import { affectsWindow } from '../configuration';
import { runCommand, setContext, type PlainCommandId } from '../commands';
import { commands, views } from '../contributions';
import { DisposableStore } from '../disposables';
import type { ReadableUri } from '../published/publishedDocuments';
import type { OpenResult } from '../search/revealResult';
import type { EngineCaller, IndexingService, SearchService } from '../services';
import { Throttle } from '../../common/throttle';
import { checkPins } from './pinnedPlaces';
import { ExamplesFeed } from './examplesFeed';
import { LanguagesFeed } from './languagesFeed';
import { openableUri } from './openableUri';
import { pageHtml, pageRoots } from './pageHtml';
import { readTextOf } from './readText';
import { ResultDocuments } from './resultDocuments';
import { resolveOrigin } from './similarOrigin';
import { windowFiles, windowFolders } from './windowFiles';
import { ViewSearch, type Highlighter } from './viewSearch';
import { visibleText } from '../../common/text/visibleText';

/** Dependencies of the view. */
export interface ResultsViewParts {
  readonly extensionUri: vscode.Uri;
  readonly search: SearchService;
  readonly engine: EngineCaller;
  readonly indexing: IndexingService;
  readonly highlighter: Highlighter & { readonly onDidChangeTheme: vscode.Event<void> };
  readonly settings: () => { readonly maxResults: number };
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host: () => string | undefined;
  /** Whether the built-in model answers, and not one that is named in the settings. */
  readonly usesBuiltinModel: () => boolean;
  readonly layout: { readonly value: ViewLayout };
  readonly readableUri: ReadableUri;
  /** The given files that are not on this disk, as text. */
  readonly missingFiles: (files: readonly vscode.Uri[]) => Promise<ReadonlySet<string>>;
  readonly openResult: OpenResult;
  /** Successful queries of this workspace. */
  readonly history: {
    /** Newest first. */
    list(): readonly string[];
    add(query: string): Promise<void>;
    onDidChange(listener: () => void): { dispose(): void };
  };
  /** Stores the last query, so that other searches can reuse it. */
  readonly asked: { note(text: string): void };
  /** Notified when the focus leaves the page. */
  readonly keyboard: { noteLeft(forMenu: boolean): void };
  readonly logger: Logger;
}

/** At most ten progress messages per second. */
const stateIntervalMs = 100;

const actionCommands: Readonly<Record<ViewAction, PlainCommandId>> = {
  pauseIndexing: commands.pauseIndexing,
  resumeIndexing: commands.resumeIndexing,
  updateIndex: commands.updateIndex,
  rebuildIndex: commands.rebuildIndex,
  showStatus: commands.showStatus,
  showIndex: commands.showIndex,
  showLog: commands.showLog,
  openFolder: 'vscode.openFolder',
  manageTrust: 'workbench.trust.manage',
  chooseProvider: commands.chooseProvider,
  setApiKey: commands.setApiKey,
  reviewSending: commands.reviewSending,
};

/**
 * The extension's side of the results view. The page exists only while the view is visible and keeps its own state; messages for
 * a missing page are queued here.
 */
export class ResultsView implements vscode.WebviewViewProvider, vscode.Disposable {
  private readonly disposables = new DisposableStore();
  private view: vscode.WebviewView | undefined;
  /** Whether a page exists and has reported `ready`. */
  private isListening = false;
  private waiting: readonly MessageToView[] = [];
  private sentKind: IndexState['kind'] | undefined;
  private readonly search: ViewSearch;
  private readonly languages: LanguagesFeed;
  private readonly examples: ExamplesFeed;
  private readonly stateThrottle = this.disposables.add(
    new Throttle<undefined>(() => {
      this.sendState();
    }, stateIntervalMs),
  );
  private readonly documents = this.disposables.add(new ResultDocuments());

  constructor(private readonly parts: ResultsViewParts) {
    const post = (message: MessageToView): void => {
      this.post(message);
    };
    const stateChanged = (): void => {
      // A state that begins and ends within the interval must still be sent, because it makes results outdated.
      if (parts.indexing.state.kind === this.sentKind) this.stateThrottle.push(undefined);
      else this.sendState();
    };
    this.search = new ViewSearch({
      ...parts,
      openFiles: windowFiles,
      resolveOrigin: (place) => resolveOrigin(place, parts.readableUri),
      folders: windowFolders,
      post,
    });
    this.languages = this.disposables.add(new LanguagesFeed(parts.engine, post, parts.logger));
    this.examples = new ExamplesFeed({
      search: parts.search,
      indexState: () => parts.indexing.state,
      host: parts.host,
      post,
    });
    this.disposables.addAll(
      parts.history.onDidChange(() => {
        this.sendHistory();
      }),
      parts.indexing.onDidChangeState(stateChanged),
      vscode.workspace.onDidChangeWorkspaceFolders(stateChanged),
      vscode.workspace.onDidGrantWorkspaceTrust(stateChanged),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsWindow(event)) stateChanged();
      }),
      parts.highlighter.onDidChangeTheme(() => {
        this.post({ type: 'refresh', byPerson: false });
      }),
    );
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    const { webview } = view;
    webview.options = { enableScripts: true, localResourceRoots: pageRoots(this.parts.extensionUri) };
    const ofThisView = new DisposableStore();
    ofThisView.addAll(
      webview.onDidReceiveMessage((message: unknown) => {
        this.receive(message);
      }),
      view.onDidChangeVisibility(() => {
        if (!view.visible) this.pageIsGone();
      }),
    );
    view.onDidDispose(() => {
      ofThisView.dispose();
      this.pageIsGone();
      this.view = undefined;
    });
    webview.html = pageHtml(webview, this.parts.extensionUri, { script: 'webview.js', style: 'view.css' });
  }

  /** Sends a message to the page, or queues it until a page exists. Only the last queued message of each type is kept. */
  send(message: MessageToView): void {
    if (this.isListening) this.post(message);
    else this.waiting = [...this.waiting.filter((other) => other.type !== message.type), message];
  }

  /** Sends the changed layout to the page. */
  layoutChanged(): void {
    this.sendState();
  }

  /**
   * Shows the view. Resolves once it is shown and, without `preserveFocus`, has the focus: VS Code must not move the focus there
   * later, when the user may have left the view again.
   *
   * @param preserveFocus keep the focus where it is
   */
  async show(preserveFocus: boolean): Promise<void> {
    if (preserveFocus && this.view?.visible === true) return;
    await runCommand(`${views.results}.focus`, { preserveFocus });
  }

  dispose(): void {
    this.pageIsGone();
    this.disposables.dispose();
  }

  private pageIsGone(): void {
    this.isListening = false;
    this.search.cancel();
    this.examples.stop();
  }

  private receive(raw: unknown): void {
    const message = parseMessageToHost(raw);
    if (message) this.act(message);
    else this.parts.logger.warn('The view of results sent a message that is not understood.');
  }

  private act(message: MessageToHost): void {
    switch (message.type) {
      case 'ready':
        this.startPage();
        break;
      case 'search':
        this.examples.stop();
        if (message.query.text !== '') this.parts.asked.note(message.query.text);
        void this.search.run(message.id, message.query, message.isRepeated);
        break;
      case 'remember':
        void this.parts.history.add(message.text);
        break;
      case 'checkPins':
        void this.checkPins(message.pins);
        break;
      case 'copy':
        void vscode.env.clipboard.writeText(visibleText(message.text, '\n\t'));
        break;
      case 'copyPaths':
        this.copyPaths(message.uris, message.isRelative);
        break;
      case 'revealInExplorer':
        this.revealInExplorer(message.uri);
        break;
      case 'showText':
        void this.documents.show(message.title, message.text);
        break;
      case 'open':
        this.open(message);
        break;
      case 'shown':
        setContext('hasResults', message.count > 0);
        break;
      case 'left':
        this.parts.keyboard.noteLeft(message.forMenu);
        break;
      case 'action':
        void runCommand(actionCommands[message.action]);
        break;
    }
  }

  private startPage(): void {
    // A running search belongs to the previous page.
    this.search.cancel();
    this.isListening = true;
    this.sendHistory();
    this.sendState();
    this.languages.restart();
    this.examples.restart();
    const { waiting } = this;
    this.waiting = [];
    for (const message of waiting) this.post(message);
  }

  private open({ uri, startLine, endLine, line, ...options }: MessageToHost & { type: 'open' }): void {
    const openable = openableUri(uri);
    if (openable) {
      const { preserveFocus, preview, toSide } = options;
      const location = { uri: openable, startLine, endLine, line };
      void this.parts.openResult(location, { preserveFocus, preview, toSide });
    } else this.parts.logger.warn('The view of results asked for a file outside of the workspace folders.');
  }

  private copyPaths(texts: readonly string[], isRelative: boolean): void {
    const paths = texts.flatMap((text) => {
      const uri = openableUri(text);
      if (!uri) return [];
      if (isRelative) return [vscode.workspace.asRelativePath(uri)];
      return [uri.scheme === 'file' ? uri.fsPath : uri.toString(true)];
    });
    if (paths.length > 0)
      void vscode.env.clipboard.writeText(paths.map((one) => visibleText(one)).join('\n'));
  }

  private revealInExplorer(text: string): void {
    const uri = openableUri(text);
    if (uri) void runCommand('revealInExplorer', uri);
  }

  private async checkPins(pins: readonly ViewResult[]): Promise<void> {
    const { highlighter, readableUri, logger } = this.parts;
    const readText = (uri: string): Promise<string | undefined> => readTextOf(uri, readableUri);
    this.post(await checkPins(pins, { highlighter, readText, logger }));
  }

  private sendHistory(): void {
    this.post({ type: 'history', entries: this.parts.history.list().toReversed() });
  }

  private sendState(): void {
    const hasFolder = (vscode.workspace.workspaceFolders?.length ?? 0) > 0;
    const { isTrusted } = vscode.workspace;
    const { maxResults } = this.parts.settings();
    const { state } = this.parts.indexing;
    const [language] = vscode.env.language.toLowerCase().split('-');
    const isKnown = language === 'en' || lexiconsFor(language!).length > 0;
    const asksInEnglish = this.parts.usesBuiltinModel() && !isKnown;
    const layout = this.parts.layout.value;
    this.sentKind = state.kind;
    this.post({
      type: 'state',
      state,
      environment: { hasFolder, isTrusted, maxResults, host: this.parts.host(), asksInEnglish, layout },
    });
    if (this.isListening) {
      this.languages.check();
      this.examples.check();
    }
  }

  private post(message: MessageToView): void {
    if (this.isListening) void this.view?.webview.postMessage(message);
  }
}
