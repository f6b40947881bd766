import { isConfiguration } from '../../pasted/keyPath';
import { allWords } from '../strength';
import type { Found, ReadChunkText, Reading } from './reading';

/** A line with a key before its value, in quotes or not; the mark of a list item counts as indentation. */
const keyLine = /^(\s*(?:-\s+)*)["']?([\w@./][\w@./-]{0,100})["']?\s*[:={](?:\s|$|["'[{\d])/;
/** A table of TOML, a section of an INI file. */
const sectionLine = /^\s*\[{1,2}\s*["']?([\w@."' /-]+?)["']?\s*\]{1,2}\s*(?:#.*)?$/;
/** Most lines before a key that are searched for the keys around it. */
const mostLines = 2000;

/** The key in a configuration file whose path the query is. */
export class ConfiguredKey implements Reading {
  private readonly keys: readonly string[];

  /** @param keys outermost first */
  constructor(keys: readonly string[]) {
    this.keys = keys.map((key) => key.toLowerCase());
  }

  find({ path, text, before }: ReadChunkText): Found | undefined {
    if (!isConfiguration(path)) return undefined;
    const last = this.keys.at(-1)!;
    const lines = text.split('\n');
    let above: string[] | undefined;
    let best: Found | undefined;
    let position = 0;
    for (const [i, line] of lines.entries()) {
      const own = keysOf(line);
      if (own?.keys.at(-1) === last) {
        above ??= before().split('\n');
        const all = [...above, ...lines.slice(0, i)].slice(-mostLines);
        const share = this.shareAbove(all, own.indent, own.keys);
        const strength = allWords + 0.99 * share;
        if (share > 0.5 && strength > (best?.strength ?? 0))
          best = { strength, start: position, end: position };
      }
      position += line.length + 1;
    }
    return best;
  }

  /** Share of the keys that are in a line or around it, innermost first. */
  private shareAbove(above: readonly string[], indent: number, own: readonly string[]): number {
    const around = [...own].reverse();
    let within = indent;
    for (let i = above.length - 1; i >= 0 && within >= 0; i--) {
      const outer = keysOf(above[i]!);
      if (!outer || outer.indent >= within) continue;
      around.push(...outer.keys.toReversed());
      within = outer.indent;
    }
    let equal = 0;
    const wanted = this.keys.toReversed();
    for (const one of around) if (one === wanted[equal]) equal++;
    // Without further keys around it, the path is the whole one.
    return equal / wanted.length - 0.001 * Math.max(0, around.length - equal);
  }
}

function keysOf(line: string): { readonly indent: number; readonly keys: readonly string[] } | undefined {
  const section = sectionLine.exec(line)?.[1];
  if (section !== undefined && !line.includes(','))
    return { indent: -1, keys: section.toLowerCase().split(/["']?\.["']?/) };
  const [, spaces, name] = keyLine.exec(line) ?? [];
  return name === undefined ? undefined : { indent: spaces!.length, keys: name.toLowerCase().split('.') };
}
