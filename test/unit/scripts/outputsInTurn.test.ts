import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';

interface Output {
  readonly write: (data: string) => void;
  readonly end: () => void;
  readonly stdio: unknown;
}

const { outputsInTurn } = createRequire(import.meta.url)('../../../scripts/outputsInTurn.js') as {
  outputsInTurn: (names: readonly string[], to: { write(data: string): void }) => Record<string, Output>;
};

function outputs(...names: readonly string[]): { of: (name: string) => Output; printed: string[] } {
  const printed: string[] = [];
  const all = outputsInTurn(names, { write: (data) => void printed.push(data) });
  return { of: (name) => all[name]!, printed };
}

describe('tasks that run at the same time', () => {
  it('print one after another: the first at once, the others when those before them have ended', () => {
    const { of, printed } = outputs('unit', 'host', 'ui');
    of('host').write('host 1');
    of('unit').write('unit 1');
    expect(printed).toEqual(['unit 1']);
    of('host').end();
    of('ui').write('ui 1');
    of('unit').write('unit 2');
    expect(printed).toEqual(['unit 1', 'unit 2']);
    of('unit').end();
    expect(printed).toEqual(['unit 1', 'unit 2', 'host 1', 'ui 1']);
    of('ui').write('ui 2');
    expect(printed.at(-1)).toBe('ui 2');
  });

  it('have pipes, and a single one the terminal', () => {
    expect(outputs('unit', 'ui').of('ui').stdio).toEqual(['ignore', 'pipe', 'pipe']);
    expect(outputs('ui').of('ui').stdio).toBe('inherit');
  });
});
