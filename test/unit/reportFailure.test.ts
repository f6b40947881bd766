import { beforeEach, describe, expect, it, vi } from 'vitest';
import { reportFailure } from '../../src/vscode/reportFailure';

const editor = vi.hoisted(() => {
  const state = {
    shown: [] as { text: string; buttons: string[] }[],
    chosen: undefined as string | undefined,
  };
  const showErrorMessage = (text: string, ...buttons: string[]): Promise<string | undefined> => {
    state.shown.push({ text, buttons });
    return Promise.resolve(state.chosen);
  };
  return { state, module: { window: { showErrorMessage } } };
});
vi.mock('vscode', () => editor.module);

/** Runs an activation and records what is logged. */
function run(activate: () => string) {
  const logged: string[] = [];
  const showLog = vi.fn();
  const report = { logger: { error: (message: string) => void logged.push(message) }, showLog };
  return { outcome: () => reportFailure(activate, report), logged, showLog };
}

const fail = (): never => {
  throw new Error('The folder is gone.');
};

describe('the activation', () => {
  beforeEach(() => {
    editor.state.shown = [];
    editor.state.chosen = undefined;
  });

  it('returns its result, and reports nothing, if it succeeds', () => {
    const { outcome, logged } = run(() => 'active');
    expect(outcome()).toBe('active');
    expect(logged).toEqual([]);
    expect(editor.state.shown).toEqual([]);
  });

  it('throws its error, and logs it with the stack, if it fails', () => {
    const { outcome, logged } = run(fail);
    expect(outcome).toThrow('The folder is gone.');
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('INTERNAL: The activation failed: Error: The folder is gone.');
    expect(logged[0]).toContain('reportFailure.test.ts');
  });

  it('shows its error once, with a button that shows the log', async () => {
    editor.state.chosen = 'Show Log';
    const { outcome, showLog } = run(fail);
    expect(outcome).toThrow();
    expect(editor.state.shown).toEqual([
      { text: 'Semantic Search could not start: The folder is gone.', buttons: ['Show Log'] },
    ]);
    await expect.poll(() => showLog.mock.calls.length).toBe(1);
  });

  it('does not show the log if the message is closed', async () => {
    const { outcome, showLog } = run(fail);
    expect(outcome).toThrow();
    await Promise.resolve();
    expect(showLog).not.toHaveBeenCalled();
  });
});
