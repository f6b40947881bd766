import { slash, type GlobAutomaton } from './globAutomaton';
import type { GlobToken } from './parseGlob';
import type { StateSets } from './stateSets';
import { type StateSet } from './stateSets';

/**
 * Size limit for the table of one glob. Ordinary globs need a few kilobytes; one that needs more continues without a
 * table.
 */
const maxTableBytes = 256 * 1024;
/** All characters beyond ASCII have one column of the table. */
const wide = 128;
const columns = 129;

/** Marks a step that is not computed yet, or leaves no state. */
const unknown = 0;
const nowhere = -1;

/**
 * Matches paths with an automaton. Steps are cached in a table, so that most characters take one look-up (a
 * deterministic automaton, built lazily). For some globs it would grow without limit: those continue with the sets of
 * states.
 */
export class PathReader {
  private readonly sets: StateSets;
  /** State sets found so far, by number; the first is the start, and has the number 1. */
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
    // The key of a set is at most three times as long as the set.
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

  /** The states after a path and an implied trailing `/`; undefined if no match can begin with it. */
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

  /** Continues with sets of states for the rest of a path. */
  private readOn(states: StateSet, path: string, from: number): StateSet | undefined {
    const { scratch, sets } = this;
    scratch.set(states);
    for (let index = from; index <= path.length; index++) {
      if (!sets.step(scratch, index < path.length ? path.charCodeAt(index) : slash)) return undefined;
    }
    return scratch;
  }

  /** Computes a step, and stores it in the table; `unknown` if it cannot be stored. */
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
