/** Lines at one level of an entry. */
export interface LevelLines {
  readonly lines: readonly string[];
  /** The text of the file that they quote; undefined if they quote none. */
  readonly quoted?: string | undefined;
}

/** What an entry of an answer can show: at each level more of it, at more cost. */
export interface LadderEntry {
  /** The line that names its place. */
  readonly place: string;
  /**
   * Its quoted lines, the highest level first; levels that it does not have are left out. Loaded only if an earlier
   * entry has left budget for them.
   */
  readonly levels: readonly (() => Promise<LevelLines>)[];
}

/** An entry as it is shown. */
export interface ShownEntry extends LevelLines {
  readonly place: string;
}

/** The part of the budget that places may take before the first entry shows lines. */
const placesShare = 1 / 3;

/**
 * Spends a budget on entries, the best first: places of as many as fit into a third of it, then the lines of each entry
 * at the highest level that fits, then more places.
 *
 * @param budget in the unit of `costOf`
 * @param costOf cost of some lines, each with its line break
 * @returns the entries that are shown, a prefix of all
 */
export async function climb(
  entries: readonly LadderEntry[],
  budget: number,
  costOf: (lines: readonly string[]) => number,
): Promise<ShownEntry[]> {
  let left = budget;
  const shown: ShownEntry[] = [];
  const addPlaces = (most: number): void => {
    for (const { place } of entries.slice(shown.length)) {
      const cost = costOf([place]);
      if (cost > left || (shown.length > 0 && budget - left + cost > most)) return;
      shown.push({ place, lines: [] });
      left -= cost;
    }
  };
  addPlaces(budget * placesShare);
  for (const [i, { place }] of shown.entries()) {
    for (const level of entries[i]!.levels) {
      const lines = await level();
      const cost = lines.lines.length === 0 ? 0 : costOf(lines.lines);
      if (cost > left) continue;
      shown[i] = { place, ...lines };
      left -= cost;
      break;
    }
  }
  addPlaces(budget);
  return shown;
}
