import * as vscode from 'vscode';
import type { HighlightConfiguration, HighlightItem } from '../../common/contracts/highlightContract';
import type { Logger } from '../../common/logger';
import type { CodeLine, ThemeKind } from '../../common/view/viewProtocol';
import { asRecord } from '../../node/highlighting/asRecord';
import { HighlightClient } from '../../node/highlighting/highlightClient';
import { DisposableStore } from '../disposables';
import { activeThemes } from './activeTheme';
import { type InstalledExtension, contributedGrammars } from './installedExtensions';
import { customTokenRules } from './tokenColorCustomizations';

/** All settings that affect the colours of code. */
const settingIds = [
  'workbench.colorTheme',
  'workbench.preferredLightColorTheme',
  'workbench.preferredDarkColorTheme',
  'workbench.preferredHighContrastColorTheme',
  'workbench.preferredHighContrastLightColorTheme',
  'window.autoDetectColorScheme',
  'editor.tokenColorCustomizations',
];

/** A theme change fires several events; between them, settings and window contradict each other. */
const settleMs = 150;

/** Highlighted code. */
export interface ColoredCode {
  /** The lines of each item. */
  readonly lines: CodeLine[][];
  /** The kind of theme used for the colours. */
  readonly coloredFor: ThemeKind;
}

/**
 * Highlights code as the editor does, with the grammars of the installed extensions and the active colour theme. Runs in a worker
 * thread, which starts with the first call.
 */
export class HighlightService implements vscode.Disposable {
  private readonly disposables = new DisposableStore();
  private readonly client: HighlightClient;
  private readonly themeChanged = this.disposables.add(new vscode.EventEmitter<void>());
  private settling: NodeJS.Timeout | undefined;
  /** The active theme kind and configuration, as JSON; undefined before the first call. */
  private configured: string | undefined;
  private kind: ThemeKind = 'dark';

  /** Fires when the colours of code have changed, or became available late: visible code should be highlighted again. */
  readonly onDidChangeTheme = this.themeChanged.event;

  /** @param workerFile the built worker, `dist/highlighter.js` */
  constructor(workerFile: string, logger: Logger) {
    this.client = new HighlightClient({
      workerFile,
      logger,
      onLateColors: () => {
        this.themeChanged.fire();
      },
    });
    const settle = (): void => {
      clearTimeout(this.settling);
      this.settling = setTimeout(() => {
        if (this.configured !== undefined && this.configure()) this.themeChanged.fire();
      }, settleMs);
    };
    this.disposables.addAll(
      vscode.window.onDidChangeActiveColorTheme(settle),
      vscode.extensions.onDidChange(settle),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (settingIds.some((id) => event.affectsConfiguration(id))) settle();
      }),
      this.client,
    );
  }

  /**
   * The highlighted lines of each item; plain if there is no grammar or theme, or if either fails.
   *
   * @throws CancelledError when aborted
   */
  async highlight(items: readonly HighlightItem[], signal?: AbortSignal): Promise<ColoredCode> {
    if (this.configured === undefined) this.configure();
    // Read before the call: the thread handles calls in order, so later theme changes do not affect this one.
    const coloredFor = this.kind;
    return { lines: await this.client.highlight(items, signal), coloredFor };
  }

  dispose(): void {
    clearTimeout(this.settling);
    this.disposables.dispose();
  }

  /** Returns whether anything changed. */
  private configure(): boolean {
    const kind = themeKind(vscode.window.activeColorTheme.kind);
    const configuration = currentConfiguration(kind);
    const json = JSON.stringify([kind, configuration]);
    if (json === this.configured) return false;
    this.configured = json;
    this.kind = kind;
    this.client.configure(configuration);
    return true;
  }
}

function currentConfiguration(kind: ThemeKind): HighlightConfiguration {
  const extensions = vscode.extensions.all.flatMap(installedExtension);
  const settings = vscode.workspace.getConfiguration();
  const name = (id: string): string | undefined => {
    const value: unknown = settings.get(id);
    return typeof value === 'string' ? value : undefined;
  };
  const themes = activeThemes(
    kind,
    {
      colorTheme: name('workbench.colorTheme'),
      autoDetectColorScheme: settings.get('window.autoDetectColorScheme') === true,
      preferredLight: name('workbench.preferredLightColorTheme'),
      preferredDark: name('workbench.preferredDarkColorTheme'),
      preferredHighContrastDark: name('workbench.preferredHighContrastColorTheme'),
      preferredHighContrastLight: name('workbench.preferredHighContrastLightColorTheme'),
    },
    extensions,
  );
  return {
    grammars: contributedGrammars(extensions),
    theme: {
      files: themes.map((theme) => theme.file),
      customRules: customTokenRules(settings.get('editor.tokenColorCustomizations'), themes[0]?.id),
    },
  };
}

function installedExtension(extension: vscode.Extension<unknown>): InstalledExtension[] {
  if (extension.extensionUri.scheme !== 'file') return [];
  const packageJson: unknown = extension.packageJSON;
  const isBuiltin = asRecord(packageJson)?.['isBuiltin'] === true;
  return [{ directory: extension.extensionPath, isBuiltin, packageJson }];
}

function themeKind(kind: vscode.ColorThemeKind): ThemeKind {
  switch (kind) {
    case vscode.ColorThemeKind.Light:
      return 'light';
    case vscode.ColorThemeKind.Dark:
      return 'dark';
    case vscode.ColorThemeKind.HighContrast:
      return 'highContrastDark';
    case vscode.ColorThemeKind.HighContrastLight:
      return 'highContrastLight';
  }
}
