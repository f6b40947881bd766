import { describe, expect, it } from 'vitest';
import { ProgressBar } from '../../../src/cli/progressBar';

function record(isTTY: boolean, columns: number): { written: string[]; bar: ProgressBar } {
  const written: string[] = [];
  return { written, bar: new ProgressBar({ isTTY, columns, write: (text) => written.push(text) }) };
}

describe('ProgressBar', () => {
  it('redraws one line, and removes it', () => {
    const { written, bar } = record(true, 100);
    bar.show({ phase: 'indexing', done: 5, total: 10 });
    bar.show({ phase: 'indexing', done: 10, total: 10 });
    bar.clear();
    expect(written[0]).toMatch(/^\r.*50 % {2}5 of 10 files$/);
    expect(written[1]).toMatch(/100 % {2}10 of 10 files$/);
    expect(written[2]).toBe('\r\x1b[K');
  });

  it('prints nothing without a terminal', () => {
    const { written, bar } = record(false, 100);
    bar.show({ phase: 'scanning', done: 0, total: 0 });
    bar.clear();
    expect(written).toEqual([]);
  });

  it('reports a wait for the model once without a terminal', () => {
    const { written, bar } = record(false, 100);
    for (let i = 0; i < 3; i++) bar.show({ phase: 'loadingModel', done: 0, total: 0 });
    bar.clear();
    expect(written).toEqual(['Waiting for the server to load the model…\n']);
  });

  it('never wraps, also if the terminal does not report its width', () => {
    for (const [columns, width] of [
      [30, 29],
      [0, 79],
    ] as const) {
      const { written, bar } = record(true, columns);
      bar.show({ phase: 'indexing', done: 1, total: 123_456_789 });
      expect(written[0]!.replace('\r\x1b[K', '').length).toBeLessThanOrEqual(width);
      expect(written[0]).toContain('Indexing');
    }
  });
});
