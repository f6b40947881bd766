import { describe, expect, it } from 'vitest';
import { signalNames, type SignalValues } from '../../../src/engine/ranking/signals';
import { SignalTable } from '../../../src/engine/ranking/signalTable';

const noWeights = Object.fromEntries(signalNames.map((name) => [name, 0])) as SignalValues;

describe('a table of signals', () => {
  it('scales each signal by its definition: by the largest, by the spread, or not at all', () => {
    const table = new SignalTable(3);
    table.columns.depth.set([1, 4, 2]);
    table.columns.chunkCosine.set([0, 0.5, 0.2]);
    table.columns.pathCosine.set([0, 0.5, 0.25]);
    table.columns.bestName.set([0.3, 0.6, 0.9]);
    table.scale({ chunkCosine: { mean: 0.3, deviation: 0.1 } });
    expect([...table.columns.depth]).toEqual([0.25, 1, 0.5]);
    expect([...table.columns.chunkCosine]).toEqual([0, (0.5 - 0.3) / 0.1, (0.2 - 0.3) / 0.1]);
    // Without a given spread, by that of the rows that are not 0.
    expect([...table.columns.pathCosine]).toEqual([0, 1, -1]);
    expect([...table.columns.bestName]).toEqual([0.3, 0.6, 0.9]);
    expect(table.valuesOf(1)).toMatchObject({ depth: 1, bestName: 0.6, pathCosine: 1, length: 0 });
  });

  it('has no deviation if all values are equal', () => {
    const table = new SignalTable(2);
    table.columns.chunkCosine.set([0.5, 0.5]);
    table.columns.pathCosine.set([0.25, 0.25]);
    table.scale({ chunkCosine: { mean: 0.5, deviation: 0 } });
    expect([...table.columns.chunkCosine, ...table.columns.pathCosine]).toEqual([0, 0, 0, 0]);
  });

  it('adds up the weighted signals of each row', () => {
    const table = new SignalTable(2);
    table.columns.bestName.set([0.5, 1]);
    table.columns.test.set([1, 0]);
    expect([...table.weigh({ ...noWeights, bestName: 2, test: -3 })]).toEqual([-2, 2]);
  });
});
