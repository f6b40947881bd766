import { signalNames, signals, type SignalName, type SignalValues } from './signals';
import { spreadOf, type Spread } from './spread';

/** The values of all signals for some files: a column of numbers for each signal, a row for each file. */
export class SignalTable {
  readonly columns: Readonly<Record<SignalName, Float64Array>>;

  /** @param rows number of files; all values are 0 at first */
  constructor(private readonly rows: number) {
    const columns = {} as Record<SignalName, Float64Array>;
    for (const name of signalNames) columns[name] = new Float64Array(rows);
    this.columns = columns;
  }

  /**
   * Replaces raw values by scaled ones, see {@link signals}.
   *
   * @param spreads the distribution among all files of the signals that are scaled by it; by default, that of the rows
   */
  scale(spreads: Partial<Record<SignalName, Spread>>): void {
    for (const name of signalNames) {
      const column = this.columns[name];
      if (signals[name] === 'share') scaleToLargest(column);
      else if (signals[name] === 'standard')
        standardize(column, spreads[name] ?? spreadOf([Float32Array.from(column)]));
    }
  }

  /** The weighted sum of each row. */
  weigh(weights: Readonly<SignalValues>): Float64Array {
    const sums = new Float64Array(this.rows);
    for (const name of signalNames) {
      const weight = weights[name];
      if (weight === 0) continue;
      const column = this.columns[name];
      for (let row = 0; row < sums.length; row++) sums[row]! += weight * column[row]!;
    }
    return sums;
  }

  /** The values of one row. */
  valuesOf(row: number): SignalValues {
    const values = {} as SignalValues;
    for (const name of signalNames) values[name] = this.columns[name][row]!;
    return values;
  }
}

function scaleToLargest(column: Float64Array): void {
  let largest = 0;
  for (const value of column) if (value > largest) largest = value;
  for (let row = 0; row < column.length; row++) column[row] = largest > 0 ? column[row]! / largest : 0;
}

function standardize(column: Float64Array, { mean, deviation }: Spread): void {
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    column[row] = value === 0 || deviation <= 0 ? 0 : (value - mean) / deviation;
  }
}
