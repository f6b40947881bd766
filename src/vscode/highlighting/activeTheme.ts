import path from 'node:path';
import type { ThemeKind } from '../../common/viewProtocol';
import { contributionsOf, type InstalledExtension } from './installedExtension';

/** What the settings say of colour themes; each names one by its id or, without one, its label. */
export interface ThemeSettings {
  readonly colorTheme?: string | undefined;
  readonly autoDetectColorScheme?: boolean | undefined;
  readonly preferredLight?: string | undefined;
  readonly preferredDark?: string | undefined;
  readonly preferredHighContrastDark?: string | undefined;
  readonly preferredHighContrastLight?: string | undefined;
}

/** A colour theme of an extension. */
export interface ContributedTheme {
  /** By which settings name it. */
  readonly id: string;
  readonly kind: ThemeKind;
  /** Absolute path. */
  readonly file: string;
}

const kindOfUiTheme: Readonly<Record<string, ThemeKind>> = {
  vs: 'light',
  'vs-dark': 'dark',
  'hc-black': 'highContrastDark',
  'hc-light': 'highContrastLight',
};

const defaultThemes: Readonly<Record<ThemeKind, string>> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  highContrastDark: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
};

/**
 * The themes that the window may be showing, likeliest first, then what stands in for them: a window on another
 * machine does not see the themes of this one. The editor's API tells only the kind, so settings that name a theme
 * of another kind are not the ones in force.
 */
export function activeThemes(
  kind: ThemeKind,
  settings: ThemeSettings,
  extensions: readonly InstalledExtension[],
): ContributedTheme[] {
  const ofKind = contributedThemes(extensions).filter((theme) => theme.kind === kind);
  const preferred = {
    light: settings.preferredLight,
    dark: settings.preferredDark,
    highContrastDark: settings.preferredHighContrastDark,
    highContrastLight: settings.preferredHighContrastLight,
  }[kind];
  const chosen = settings.colorTheme;
  const names = settings.autoDetectColorScheme ? [preferred, chosen] : [chosen, preferred];
  const found = [...names, defaultThemes[kind]].flatMap(
    (name) =>
      ofKind.find(({ id }) => id === name) ??
      ofKind.find(({ id }) => name !== undefined && shortName(id) === shortName(name)) ??
      [],
  );
  return [...new Set(found)];
}

/** VS Code took this word from the ids of its own themes (Default Light Modern), and still takes the ids of before. */
function shortName(id: string): string {
  return id.replace(/^Default /, '');
}

/** The colour themes of all extensions. */
function contributedThemes(extensions: readonly InstalledExtension[]): ContributedTheme[] {
  return extensions.flatMap((extension) =>
    contributionsOf(extension, 'themes').flatMap(({ id, label, uiTheme, path: file }) => {
      const name = id ?? label;
      if (typeof name !== 'string' || typeof file !== 'string') return [];
      const kind = (typeof uiTheme === 'string' ? kindOfUiTheme[uiTheme] : undefined) ?? 'dark';
      return { id: name, kind, file: path.join(extension.directory, file) };
    }),
  );
}
