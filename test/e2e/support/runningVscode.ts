import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { patienceMs } from '../../support/patience';
import {
  installBrowser,
  installedExtensions,
  packagedExtension,
  removeState,
  startHost,
  type Host,
} from './host';
import { restMouse } from './mouse';

type Settings = Readonly<Record<string, unknown>>;

/** What cannot be changed from one window to the next. */
export interface VscodeKind {
  /** Of code-server; undefined for the oldest supported one. */
  readonly version: string | undefined;
  readonly isLean: boolean;
  /** Folder of an extension that stands for an agent in the chat, which a lean VS Code has no agent for. */
  readonly agent: string | undefined;
  /**
   * Such a VS Code is used for one window: a window that opens a `.code-workspace` file faster than the first one sometimes stays
   * without its folders.
   */
  readonly isForWorkspaceFile: boolean;
}

const viewport = { width: 1280, height: 800 };

/**
 * A VS Code and its browser, for one window at a time. Test files in the same process use it one after another, since starting both
 * takes more processor time than opening a window. Each window finds it as if it were new.
 */
export class RunningVscode {
  private languageScript: { dispose(): Promise<void> } | undefined;

  private constructor(
    readonly kind: VscodeKind,
    readonly userDataDir: string,
    /** Home directory of its processes, empty for each window: the extension finds agents and their settings there. */
    readonly home: string,
    readonly host: Host,
    private readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async start(kind: VscodeKind, settings: Settings): Promise<RunningVscode> {
    const { version, isLean, agent } = kind;
    const extensionsDir = await installedExtensions(packagedExtension(), version);
    // Removed after the run: it is used until this process ends.
    const userDataDir = mkdtempSync(path.join(inject('windowsDirectory'), 'window-'));
    const home = path.join(userDataDir, 'home');
    mkdirSync(home);
    const env = { HOME: home, XDG_CONFIG_HOME: path.join(home, '.config') };
    // Whether a workspace is trusted is a setting of the window.
    const host = await startHost({
      ...{ userDataDir, extensionsDir, version, trust: false, isLean, agent, env, settings },
    });
    try {
      const browser = path.join(userDataDir, 'browser');
      const context = await chromium.launchPersistentContext(browser, { ...installBrowser(), viewport });
      context.setDefaultTimeout(patienceMs);
      const page = context.pages()[0] ?? (await context.newPage());
      return new RunningVscode(kind, userDataDir, home, host, context, page);
    } catch (error) {
      await host.stop();
      throw error;
    }
  }

  /**
   * Opens a folder or a `.code-workspace` file; an empty window without one.
   *
   * @param language of the window; undefined for English
   */
  async open(workspace: string | undefined, language: string | undefined): Promise<void> {
    // Set as a language pack would, before any other script runs.
    if (language !== undefined) {
      const content = `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`;
      this.languageScript = await this.page.addInitScript({ content });
    }
    const address = new URL(this.host.url);
    if (workspace === undefined) address.searchParams.set('ew', 'true');
    else address.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', workspace);
    await this.page.goto(address.href);
  }

  /** Closes the window, and removes all that it has stored. */
  async empty(): Promise<void> {
    const { page, context, host } = this;
    await page.goto('about:blank');
    await this.languageScript?.dispose();
    this.languageScript = undefined;
    await host.windowsClosed();
    await removeState(page, host.url);
    await context.clearPermissions();
    await page.setViewportSize(viewport);
    await restMouse(page);
    for (const name of ['User', 'Machine', 'home']) {
      rmSync(path.join(this.userDataDir, name), { recursive: true, force: true, maxRetries: 5 });
    }
    mkdirSync(this.home);
    for (const name of ['globalStorage', 'workspaceStorage']) {
      mkdirSync(path.join(this.userDataDir, 'User', name), { recursive: true });
    }
  }

  async stop(): Promise<void> {
    await this.context.close();
    await this.host.stop();
  }
}

/**
 * Those without a window, the last used one last. One of the kind that most windows need is always kept: otherwise each window of
 * another kind would make the next one start a VS Code, a browser and an empty cache of scripts again.
 */
const idle: RunningVscode[] = [];

const keyOf = (kind: VscodeKind): string => JSON.stringify(kind);

/** A VS Code of this kind without a window, with these settings of the user: that of an earlier window, or a new one. */
export async function takeVscode(kind: VscodeKind, settings: Settings): Promise<RunningVscode> {
  if (kind.isForWorkspaceFile) return RunningVscode.start(kind, settings);
  const at = idle.findIndex((one) => keyOf(one.kind) === keyOf(kind));
  if (at < 0) return RunningVscode.start(kind, settings);
  const [found] = idle.splice(at, 1);
  found!.host.writeSettings(settings);
  return found!;
}

/** Whether no option of a window changes it. */
function isPlain({ version, isLean, agent }: VscodeKind): boolean {
  return isLean && version === undefined && agent === undefined;
}

/** Closes the window of a VS Code, which is kept for the next window if possible. It ends with this process. */
export async function endWindow(vscode: RunningVscode): Promise<void> {
  if (vscode.kind.isForWorkspaceFile) {
    await vscode.stop();
    return;
  }
  try {
    await vscode.empty();
  } catch (error) {
    await vscode.stop();
    throw error;
  }
  const others = idle.filter(({ kind }) => !isPlain(kind));
  if (!isPlain(vscode.kind)) {
    for (const other of others) {
      idle.splice(idle.indexOf(other), 1);
      await other.stop();
    }
  }
  idle.push(vscode);
}
