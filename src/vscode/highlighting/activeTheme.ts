import path from 'node:path';
import type { ThemeKind } from '../../common/view/viewProtocol';
import { contributionsOf, type InstalledExtension } from './installedExtensions';

/** Settings for colour themes; each names a theme by its id or, without one, its label. */
export interface ThemeSettings {
  readonly colorTheme?: string | undefined;
  readonly autoDetectColorScheme?: boolean | undefined;
  readonly preferredLight?: string | undefined;
  readonly preferredDark?: string | undefined;
  readonly preferredHighContrastDark?: string | undefined;
  readonly preferredHighContrastLight?: string | undefined;
}

/** A colour theme contributed by an extension. */
export interface ContributedTheme {
  /** The name used in settings. */
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
 * Themes that the window may be using, most likely first, followed by fallbacks: a remote window does not see the themes of the
 * local machine. The VS Code API exposes only the kind of the theme, so a setting that names a theme of another kind is not in
 * effect.
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

/** VS Code removed this word from the ids of its own themes (Default Light Modern), and still accepts the old ids. */
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
