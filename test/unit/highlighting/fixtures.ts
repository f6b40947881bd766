import path from 'node:path';
import type { HighlightConfiguration, ThemeSource } from '../../../src/common/contracts/highlightContract';
import type { CodeLine } from '../../../src/common/view/viewProtocol';

/** Path of a test grammar or theme. */
export function fixture(name: string): string {
  return path.join(import.meta.dirname, '../../fixtures/highlighting', name);
}

/** All fixture grammars with a theme. */
export function configuration(theme: Partial<ThemeSource> = {}): HighlightConfiguration {
  return {
    grammars: [
      { scopeName: 'source.toy', path: fixture('toy.tmLanguage.json'), language: 'toy' },
      { scopeName: 'toy.notes', path: fixture('toyNotes.tmLanguage'), injectTo: ['source'] },
      { scopeName: 'text.fenced', path: fixture('fenced.tmLanguage.json'), language: 'fenced' },
      { scopeName: 'text.tagged', path: fixture('tagged.tmLanguage.json'), language: 'php' },
      { scopeName: 'source.broken', path: fixture('broken.tmLanguage.json'), language: 'broken' },
      { scopeName: 'source.badPattern', path: fixture('badPattern.tmLanguage.json'), language: 'badPattern' },
      { scopeName: 'source.endless', path: fixture('endless.tmLanguage.json'), language: 'endless' },
      { scopeName: 'source.missing', path: fixture('missing.tmLanguage.json'), language: 'missing' },
    ],
    theme: { files: [fixture('dark.json')], customRules: [], ...theme },
  };
}

/** One line as text: each token with its own style as `text<style>`. */
export function show(line: CodeLine): string {
  return line
    .map(({ text, color, bold, italic, underline }) => {
      const look = [color, bold && 'bold', italic && 'italic', underline && 'underline'].filter(Boolean);
      return look.length > 0 ? `${text}<${look.join(' ')}>` : text;
    })
    .join('');
}

/** The text of lines without styles. */
export function textOf(lines: readonly CodeLine[]): string[] {
  return lines.map((line) => line.map(({ text }) => text).join(''));
}
