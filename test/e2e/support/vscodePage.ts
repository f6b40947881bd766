import path from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import { ContextMenu } from './contextMenu';
import { inAttempts } from './eventually';
import { screenshotDirectory } from './host';
import { QuickInput } from './quickInput';
import { endWindow, takeVscode, type RunningVscode } from './runningVscode';

/** Options of a test window. */
export interface WindowOptions {
  /** Folder or `.code-workspace` file; without it the window is empty. */
  readonly workspace?: string;
  /** Whether the workspace is trusted; default true. If not, it opens in restricted mode without a prompt. */
  readonly trust?: boolean;
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Display language, such as `zh-cn`; English by default. The extension's texts follow it; the window itself stays English,
   * since no language pack is installed.
   */
  readonly language?: string;
  /** Version of code-server; the oldest supported one by default. */
  readonly hostVersion?: string;
  /** Whether the window has the built-in extensions with code, such as Git and TypeScript. Default false. */
  readonly hasAllExtensions?: boolean;
  /** Folder of an extension that is the agent of the chat; by default the chat has no agent. */
  readonly agent?: string;
}

/** The editor that has the focus or had it last. */
export interface ActiveEditor {
  readonly fileName: string;
  /** Whether its tab is a preview tab. */
  readonly isPreview: boolean;
  /** 1-based line of the cursor. */
  readonly line: number;
  /** 1-based. */
  readonly firstVisibleLine: number;
  readonly lastVisibleLine: number;
}

/** Labels of themes in VS Code's list, and the window class of each. */
const themes = {
  'Default Light Modern': { label: 'Light Modern', className: 'vs' },
  'Default Dark Modern': { label: 'Dark Modern', className: 'vs-dark' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', className: 'hc-light' },
} as const;

/** Name of a built-in colour theme of VS Code, one per kind. */
export type ThemeName = keyof typeof themes;

/** A part of the window, in pixels. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Whether pictures are taken to be looked at: only if the test file was named, so that a whole run is not slowed down. */
const takesPictures = process.env['SEMANTIC_SEARCH_NAMED_TESTS'] !== undefined;

/** The themes of pictures, by the name in the file. The dark one is last and stays active. */
const picturedThemes: readonly (readonly [string, ThemeName])[] = [
  ['light', 'Default Light Modern'],
  ['high-contrast', 'Default High Contrast'],
  ['dark', 'Default Dark Modern'],
];

/** The open windows. */
export const openWindows = new Set<VscodePage>();

/** The status bar item; missing in an empty window. */
const statusItem = '[id="semantic-search.semantic-search.semanticSearch.status"]';

/**
 * Opens a window of a real VS Code with the packaged extension, and waits until it is usable.
 *
 * @throws Error if the extension is not packaged, or VS Code or the browser is not available
 */
export async function openVscode(options: WindowOptions = {}): Promise<VscodePage> {
  const {
    workspace,
    hostVersion: version,
    trust = true,
    language,
    agent,
    hasAllExtensions = false,
  } = options;
  const vscode = await takeVscode(
    {
      ...{ version, isLean: !hasAllExtensions, agent },
      isForWorkspaceFile: workspace?.endsWith('.code-workspace') === true,
    },
    {
      // Where this is off, every workspace is trusted.
      'security.workspace.trust.enabled': !trust,
      'security.workspace.trust.startupPrompt': 'never',
      'workbench.colorTheme': 'Default Dark Modern',
      'workbench.reduceMotion': 'on',
      'editor.cursorBlinking': 'solid',
      ...options.settings,
    },
  );
  const window = new VscodePage(vscode, workspace === undefined);
  try {
    await vscode.open(workspace, language);
    openWindows.add(window);
    await window.ready();
    return window;
  } catch (error) {
    openWindows.delete(window);
    await vscode.stop();
    throw error;
  }
}

/** A window of VS Code, operated as by the user. */
export class VscodePage {
  readonly quickInput: QuickInput;
  readonly contextMenu: ContextMenu;

  readonly page: Page;
  readonly userDataDir: string;
  /** Home directory of the extension; empty at first. */
  readonly home: string;

  constructor(
    private readonly vscode: RunningVscode,
    private readonly isEmpty: boolean,
  ) {
    this.page = vscode.page;
    this.userDataDir = vscode.userDataDir;
    this.home = vscode.home;
    this.quickInput = new QuickInput(this.page);
    this.contextMenu = new ContextMenu(this.page);
  }

  /** Waits until the window has its theme colours and the extension is active. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor();
    if (!this.isEmpty) await this.page.locator(statusItem).waitFor();
  }

  /** Opens the view by its command, and waits until its box has the focus: text that is typed before may get lost. */
  async searchInSideBar(): Promise<Frame> {
    await this.command('Semantic Search: Search in Side Bar');
    const view = await this.webview();
    await view.locator('textarea:focus').waitFor();
    return view;
  }

  /** What the status bar item tells a screen reader. */
  indexStatus(): Promise<string | null> {
    return this.page.locator(statusItem).getAttribute('aria-label');
  }

  /**
   * Waits until everything is indexed. Before, results change while the index grows, so that a key that was pressed after the
   * first results may be for a row that is replaced.
   */
  async indexed(): Promise<void> {
    await this.page.locator(`${statusItem}[aria-label*="The index is up to date"]`).waitFor();
  }

  /**
   * Runs a command from the palette.
   *
   * @param title as the palette shows it, with its category: `Semantic Search: Show Log`
   */
  async command(title: string): Promise<void> {
    let isFirst = true;
    // The palette lists the commands that were enabled when it opened, and closes when an earlier action takes the focus. So it
    // is opened again until the command has run.
    await inAttempts(async (timeoutMs) => {
      if (!isFirst) await this.quickInput.escape();
      isFirst = false;
      await this.page.keyboard.press('F1');
      await this.quickInput.type(`>${title}`, timeoutMs);
      await this.quickInput.accept(title, timeoutMs);
      await this.quickInput.commandsClosed(timeoutMs);
    });
  }

  /**
   * The page of an extension's view in the side bar, once it has content. The view must be open.
   *
   * @param extension owner of the view, since the window does not expose view ids
   */
  async webview(extension = 'semantic-search.semantic-search'): Promise<Frame> {
    // When a view is shown again, its URL no longer identifies it as a view.
    const outer = this.page.locator(`iframe.webview[src*="extensionId=${extension}"]`);
    await outer.waitFor();
    const outerFrame = await (await outer.elementHandle()).contentFrame();
    const inner = await outerFrame?.waitForSelector('#active-frame');
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error(`The view of ${extension} has no page.`);
    await frame.waitForSelector('body > *', { state: 'attached' });
    return frame;
  }

  /** Status bar items whose text contains `text`. Their `aria-label` is the text for screen readers. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Texts of the visible notifications. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** Undefined if no file is open. */
  async activeEditor(): Promise<ActiveEditor | undefined> {
    const tab = this.page.locator('.editor-group-container.active .tab.active');
    // Each value is read without waiting, because an editor may close meanwhile.
    const [fileName] = await tab.evaluateAll((tabs) =>
      tabs.map(
        (one) => (one as unknown as { dataset: { resourceName?: string } }).dataset.resourceName ?? '',
      ),
    );
    const [position] = await this.page.locator('[id="status.editor.selection"]').allInnerTexts();
    const numbers = await this.page
      .locator('.editor-group-container.active .monaco-editor .margin-view-overlays .line-numbers')
      .allInnerTexts();
    if (fileName === undefined || position === undefined) return undefined;
    const lines = numbers.map(Number).filter((line) => line > 0);
    return {
      fileName,
      isPreview: (await tab.locator('.monaco-icon-label.italic').count()) > 0,
      line: Number(/Ln (\d+)/.exec(position)?.[1]),
      firstVisibleLine: Math.min(...lines),
      lastVisibleLine: Math.max(...lines),
    };
  }

  /**
   * Takes a picture to be looked at, if the test file was named.
   *
   * @param clip part of the window in pixels; by default the whole window
   */
  async screenshot(name: string, clip?: Clip): Promise<void> {
    if (takesPictures) await this.picture(name, clip);
  }

  /**
   * Takes pictures in a light, a high contrast and the dark theme, if the test file was named: `NAME-light`, …
   *
   * @param prepare restores what a change of the theme closes, such as a list; called in each theme
   */
  async screenshotsInThemes(name: string, prepare?: () => Promise<unknown>): Promise<void> {
    if (!takesPictures) return;
    for (const [kind, theme] of picturedThemes) {
      await this.setTheme(theme);
      await prepare?.();
      await this.screenshot(`${name}-${kind}`);
    }
  }

  /** As {@link screenshot}, in every run. */
  async picture(name: string, clip?: Clip): Promise<void> {
    await this.page.screenshot({
      path: path.join(screenshotDirectory, `${name}.png`),
      animations: 'disabled',
      caret: 'hide',
      ...(clip && { clip }),
    });
  }

  async setTheme(theme: ThemeName): Promise<void> {
    const inTheme = this.page.locator(`.monaco-workbench.${themes[theme].className}`);
    if ((await inTheme.count()) > 0) return;
    await this.command('Preferences: Color Theme');
    await this.quickInput.type(themes[theme].label);
    await this.quickInput.accept(themes[theme].label);
    // The list previews each focused theme; the chosen theme is certain only after the list is closed.
    await this.quickInput.closed();
    await inTheme.waitFor();
  }

  /** Reloads the window. */
  async reload(): Promise<void> {
    // Uses the command, since a reload by the browser does not wait until everything is stored.
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Closes the window, and waits until its extension host has ended. */
  async close(): Promise<void> {
    openWindows.delete(this);
    await endWindow(this.vscode);
  }
}
