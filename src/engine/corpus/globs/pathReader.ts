import { slash, type GlobAutomaton } from './globAutomaton';
import type { GlobToken } from './parseGlob';
import type { StateSets } from './stateSets';
import { type StateSet } from './stateSets';

/** What the table of one glob may take up. Ordinary globs need a few kilobytes; one that needs more goes on without. */
const maxTableBytes = 256 * 1024;
/** All characters beyond ASCII have one column of the table. */
const wide = 128;
const columns = 129;

/** Instead of the number of a place: the step was not made yet, or leaves no state. */
const unknown = 0;
const nowhere = -1;

/**
 * Reads paths by an automaton. Steps are kept in a table, so that most characters take one look into it (a deterministic
 * automaton, built as far as it is used). There are globs for which it would grow without end: those go on with the sets of
 * states themselves.
 */
export class PathReader {
  private readonly sets: StateSets;
  /** Sets that were met, by their number; the first is the start, and has the number 1. */
  private readonly places: StateSet[] = [new Int32Array(0)];
  private readonly numbers = new Map<string, number>();
  /** For each place and column the number of the next one. */
  private table = new Int16Array(0);
  private readonly maxPlaces: number;
  private readonly scratch: StateSet;
  private readonly tellsWideApart: boolean;

  constructor({ takes }: GlobAutomaton, sets: StateSets) {
    this.sets = sets;
    this.scratch = sets.start.slice();
    // The text that a set is looked up by is at most three times as long as the set.
    this.maxPlaces = Math.ceil(maxTableBytes / (2 * columns + 4 * sets.start.byteLength));
    this.tellsWideApart = takes.some(isWide);
    this.numberOf(sets.start);
  }

  /** Whether the path matches. */
  matches(path: string): boolean {
    const states = this.read(path);
    return states !== undefined && this.sets.isEnd(states);
  }

  /** Whether a path below this one can match. */
  canMatchBelow(path: string): boolean {
    const states = this.read(path);
    return states !== undefined && this.sets.canGoOn(states);
  }

  /** The states after a path and the `/` that it is thought to end with; undefined when nothing that begins so can match. */
  private read(path: string): StateSet | undefined {
    const { length } = path;
    let { table } = this;
    let place = 1;
    for (let index = 0; index <= length; index++) {
      const code = index < length ? path.charCodeAt(index) : slash;
      let next = table[place * columns + (code < wide ? code : wide)]!;
      if (next === unknown) {
        next = this.step(place, code);
        if (next === unknown) return this.readOn(this.places[place]!, path, index);
        table = this.table;
      }
      if (next === nowhere) return undefined;
      place = next;
    }
    return this.places[place];
  }

  /** Reads the rest of a path by sets of states. */
  private readOn(states: StateSet, path: string, from: number): StateSet | undefined {
    const { scratch, sets } = this;
    scratch.set(states);
    for (let index = from; index <= path.length; index++) {
      if (!sets.step(scratch, index < path.length ? path.charCodeAt(index) : slash)) return undefined;
    }
    return scratch;
  }

  /** Makes a step, and keeps it in the table; `unknown` where it cannot be kept. */
  private step(place: number, code: number): number {
    if (code >= wide && this.tellsWideApart) return unknown;
    const states = this.places[place]!.slice();
    const next = this.sets.step(states, code) ? this.numberOf(states) : nowhere;
    if (next !== unknown) this.table[place * columns + Math.min(code, wide)] = next;
    return next;
  }

  private numberOf(states: StateSet): number {
    const key = states.join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.places.length;
    if (number > this.maxPlaces) return unknown;
    this.places.push(states);
    this.numbers.set(key, number);
    if ((number + 1) * columns > this.table.length) {
      const larger = new Int16Array(2 * (number + 1) * columns);
      larger.set(this.table);
      this.table = larger;
    }
    return number;
  }
}

/** Whether a token takes some characters beyond ASCII and not others. */
function isWide(token: GlobToken | undefined): boolean {
  if (typeof token === 'number') return token >= wide;
  return token?.ranges.some((code) => code >= wide) ?? false;
}
