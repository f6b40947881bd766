import { describe, expect, it } from 'vitest';
import manifest from '../../package.json';
import defaults from '../fixtures/defaultKeys.json';

/**
 * The first chord of every default key binding of VS Code 1.100.3 and 1.118.1 on Linux, macOS and Windows, as listed by
 * *Preferences: Open Default Keyboard Shortcuts (JSON)* (collected by codebling/vs-code-default-keybindings).
 */
const platforms = [
  ['linux', defaults.linux],
  ['macos', defaults.macos],
  ['windows', defaults.windows],
] as const;

interface Keybinding {
  readonly command: string;
  readonly key: string;
  readonly mac?: string;
  readonly when?: string;
}

/** Keys in VS Code's notation: modifiers in a fixed order. */
function canonical(chord: string): string {
  const parts = chord.split('+');
  const key = parts.pop()!;
  return [...['ctrl', 'shift', 'alt', 'cmd'].filter((modifier) => parts.includes(modifier)), key].join('+');
}

const keybindings: readonly Keybinding[] = manifest.contributes.keybindings;
/** Bindings that are active everywhere; the others are active only when this extension has the focus. */
const everywhere = keybindings.filter(({ when }) => when === undefined);

describe('the default key bindings', () => {
  it('exist for the palette and the view', () => {
    expect(everywhere.map(({ command }) => command)).toEqual([
      'semanticSearch.search',
      'semanticSearch.searchInView',
    ]);
  });

  it.each(platforms)('are not used by VS Code, also not as the start of a chord: %s', (platform, keys) => {
    const taken = new Set(keys.split(' '));
    // The list is for this platform.
    expect(taken).toContain(platform === 'macos' ? 'cmd+p' : 'ctrl+p');
    for (const { key, mac } of everywhere) {
      const [first = ''] = (platform === 'macos' ? (mac ?? key) : key).split(' ');
      expect(taken, key).not.toContain(canonical(first));
    }
  });

  it('use a key of VS Code only while this extension has the focus', () => {
    for (const { command, when } of keybindings.filter((each) => !everywhere.includes(each))) {
      expect(when, command).toMatch(/semanticSearch/);
    }
  });
});
