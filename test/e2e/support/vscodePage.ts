import { mkdtempSync, realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Frame, type Locator, type Page } from 'playwright-core';
import { patienceMs } from '../../support/patience';
import { ContextMenu } from './contextMenu';
import { inAttempts } from './eventually';
import {
  installBrowser,
  installedExtensions,
  packagedExtension,
  screenshotDirectory,
  startHost,
  type Host,
} from './host';
import { QuickInput } from './quickInput';

/** The window that a test opens. */
export interface WindowOptions {
  /** Folder or `.code-workspace` file; without one the window is empty. */
  readonly workspace?: string;
  /** Path of the packaged extension; by default what `npm run package` made last. */
  readonly extension?: string;
  /** Of an earlier window, to find what that one left; by default a new one that is removed at the end. */
  readonly userDataDir?: string;
  /** Whether the workspace is trusted, by default yes. If not, it opens in restricted mode, unasked. */
  readonly trust?: boolean;
  /** The user's settings; they hold for a new `userDataDir` only. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /**
   * Display language, such as `zh-cn`; English by default. What extensions say follows it; the window itself stays English, since
   * no language pack is installed.
   */
  readonly language?: string;
  /** Of code-server; the oldest supported one by default. */
  readonly hostVersion?: string;
  /** Whether the window has the built-in extensions of git, TypeScript and others with code of their own. Default no. */
  readonly hasAllExtensions?: boolean;
}

/** The editor that has the focus, or had it last. */
export interface ActiveEditor {
  readonly fileName: string;
  /** Whether its tab is one that the next file replaces. */
  readonly isPreview: boolean;
  /** 1-based line of the cursor. */
  readonly line: number;
  /** 1-based. */
  readonly firstVisibleLine: number;
  readonly lastVisibleLine: number;
}

/** What the list of themes calls them, and the class of a window that has them. */
const themes = {
  'Default Light Modern': { label: 'Light Modern', className: 'vs' },
  'Default Dark Modern': { label: 'Dark Modern', className: 'vs-dark' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', className: 'hc-light' },
} as const;

/** The name of a colour theme that comes with VS Code, of one of its four kinds. */
export type ThemeName = keyof typeof themes;

/** A part of the window, in pixels. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Those that are open now. */
export const openWindows = new Set<VscodePage>();

/** In the status bar; there is none in an empty window. */
const statusItem = '[id="semantic-search.semantic-search.semanticSearch.status"]';

/**
 * Opens a window of a real VS Code with the packaged extension in it, and waits until it can be used.
 *
 * @throws Error where the extension is not packaged, or VS Code or the browser cannot be had
 */
export async function openVscode(options: WindowOptions = {}): Promise<VscodePage> {
  const { hostVersion: version, trust = true } = options;
  const extensionsDir = await installedExtensions(options.extension ?? packagedExtension(), version);
  const userDataDir =
    options.userDataDir ?? mkdtempSync(path.join(realpathSync(tmpdir()), 'semantic-search-window-'));
  const host = await startHost({
    userDataDir,
    extensionsDir,
    version,
    trust,
    isLean: options.hasAllExtensions !== true,
    settings: {
      'security.workspace.trust.startupPrompt': 'never',
      'workbench.colorTheme': 'Default Dark Modern',
      'workbench.reduceMotion': 'on',
      'editor.cursorBlinking': 'solid',
      ...options.settings,
    },
  });
  try {
    const context = await chromium.launchPersistentContext(path.join(userDataDir, 'browser'), {
      ...installBrowser(),
      viewport: { width: 1280, height: 800 },
    });
    context.setDefaultTimeout(patienceMs);
    // As a language pack sets it, before anything else runs.
    if (options.language !== undefined) {
      await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.language)};`);
    }
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(addressOf(host, options.workspace));
    const window = new VscodePage(page, userDataDir, {
      host,
      context,
      isOwn: options.userDataDir === undefined,
      isEmpty: options.workspace === undefined,
    });
    openWindows.add(window);
    await window.ready();
    return window;
  } catch (error) {
    await host.stop();
    throw error;
  }
}

function addressOf(host: Host, workspace: string | undefined): string {
  const address = new URL(host.url);
  if (workspace === undefined) address.searchParams.set('ew', 'true');
  else address.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
  return address.href;
}

/** A window of VS Code, as a person uses it. */
export class VscodePage {
  readonly quickInput: QuickInput;
  readonly contextMenu: ContextMenu;

  constructor(
    readonly page: Page,
    readonly userDataDir: string,
    private readonly owned: { host: Host; context: BrowserContext; isOwn: boolean; isEmpty: boolean },
  ) {
    this.quickInput = new QuickInput(page);
    this.contextMenu = new ContextMenu(page);
  }

  /** Waits until the window is drawn in the colours of its theme, and the extension is active, with all that it provides. */
  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench[class*="vscode-theme-"]').waitFor();
    if (!this.owned.isEmpty) await this.page.locator(statusItem).waitFor();
  }

  /**
   * Runs a command from the palette.
   *
   * @param title as the palette shows it, with its category: `Semantic Search: Show Log`
   */
  async command(title: string): Promise<void> {
    let isFirst = true;
    // The palette lists what was enabled when it opened, and closes when what ran before it takes the focus: so it is opened
    // again until it worked.
    await inAttempts(async (timeoutMs) => {
      if (!isFirst) await this.quickInput.escape();
      isFirst = false;
      await this.page.keyboard.press('F1');
      await this.quickInput.type(`>${title}`, timeoutMs);
      await this.quickInput.accept(title, timeoutMs);
    });
  }

  /**
   * The page inside a view of the extension in the side bar, once it shows something. The view has to be open.
   *
   * @param extension the view's owner, since the window does not tell a view's id
   */
  async webview(extension = 'semantic-search.semantic-search'): Promise<Frame> {
    // A view that is shown again says no more in its address that it is a view.
    const outer = this.page.locator(`iframe.webview[src*="extensionId=${extension}"]`);
    await outer.waitFor();
    const outerFrame = await (await outer.elementHandle()).contentFrame();
    const inner = await outerFrame?.waitForSelector('#active-frame');
    const frame = await inner?.contentFrame();
    if (!frame) throw new Error(`The view of ${extension} has no page.`);
    await frame.waitForSelector('body > *', { state: 'attached' });
    return frame;
  }

  /** The items of the status bar whose text contains this. What a screen reader says is their `aria-label`. */
  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Texts of the notifications that are on the screen. */
  async notifications(): Promise<string[]> {
    return this.page.locator('.notifications-toasts .notification-list-item-message').allInnerTexts();
  }

  /** Undefined while no file is open. */
  async activeEditor(): Promise<ActiveEditor | undefined> {
    const tab = this.page.locator('.editor-group-container.active .tab.active');
    // Each read at once, and none waited for: an editor may close while it is looked at.
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
   * Writes `out/screenshots/NAME.png`.
   *
   * @param clip the part of the window to show, in pixels; by default all of it
   */
  async screenshot(name: string, clip?: Clip): Promise<void> {
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
    // The list shows each theme that the keyboard is on: only what stays once it is gone was chosen.
    await this.quickInput.closed();
    await inTheme.waitFor();
  }

  /** Loads the window anew. */
  async reload(): Promise<void> {
    // By the command, since a browser that reloads by itself does not wait until everything is stored.
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Closes the window and ends its VS Code, extension host included. */
  async close(): Promise<void> {
    openWindows.delete(this);
    await this.owned.context.close();
    await this.owned.host.stop();
    if (this.owned.isOwn) await rm(this.userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
