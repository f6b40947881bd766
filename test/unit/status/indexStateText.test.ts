import { describe, expect, it } from 'vitest';
import type { IndexState } from '../../../src/common/contracts/indexState';
import { describeState, escapeMarkdown } from '../../../src/vscode/status/indexStateText';

const totals = { files: 3400, chunks: 20_123 };
const nothing = { files: 0, chunks: 0 };
const error = {
  code: 'DISK_FULL',
  message: 'The disk is full: $(error) *',
  hint: 'Free some space.',
} as const;
const down = {
  code: 'PROVIDER_UNREACHABLE',
  message: 'Qhaigc (h): the connection is refused.',
  hint: 'Check it.',
  retryAfterMs: 30_000,
  provider: 'Qhaigc',
} as const;
/** Today, because other days are shown with their date. */
const atThree = new Date().setHours(14, 3, 0, 0);
const builtin = { id: 'builtin', model: 'small', dimensions: 256, host: null };

describe('describeState', () => {
  it.each<[IndexState, string, string]>([
    [{ kind: 'empty', reason: 'notStarted' }, '$(search)', 'Indexing has not started'],
    [{ kind: 'empty', reason: 'noFiles' }, '$(search)', 'There are no files to index'],
    [
      { kind: 'building', totals, done: 0, total: 0 },
      '$(loading~spin) Indexing',
      'Looking for files to index',
    ],
    [
      { kind: 'building', totals, done: 120, total: 3400 },
      '$(loading~spin) 120/3,400',
      'Indexing 120 of 3,400 files',
    ],
    [{ kind: 'building', totals, done: 0, total: 1 }, '$(loading~spin) 0/1', 'Indexing 0 of 1 file'],
    [{ kind: 'ready', totals, failedFiles: 0, skippedPaths: 0 }, '$(search)', 'The index is up to date'],
    [{ kind: 'paused', totals }, '$(debug-pause) Index', 'Indexing is paused'],
    [{ kind: 'stale', totals, why: 'Cancelled' }, '$(sync-ignored) Index', 'The index is not up to date'],
    [{ kind: 'failed', totals, error }, '$(error) Index', 'Indexing failed'],
    [
      { kind: 'failed', totals, error: down, waits: { files: 1, isTrying: false, retryAtMs: atThree } },
      '$(warning) Index',
      '1 file waits for Qhaigc; retrying at 14:03',
    ],
    [
      { kind: 'failed', totals, error: down, waits: { files: 20, isTrying: true } },
      '$(warning) Index',
      '20 files wait for Qhaigc; retrying now',
    ],
    [
      { kind: 'failed', totals, error: down, waits: { isTrying: false } },
      '$(warning) Index',
      'Files wait for Qhaigc',
    ],
    [
      { kind: 'failed', totals, error, waits: { files: 2, isTrying: false } },
      '$(warning) Index',
      '2 files wait to be indexed',
    ],
  ])('%o', (state, text, headline) => {
    const description = describeState(state);
    expect(description.text).toBe(text);
    expect(description.label).toBe(`Semantic Search: ${headline}`);
    expect(description.tooltipMarkdown).toContain(`**${headline}**`);
  });

  it('names the snapshot from which the index started', () => {
    const snapshot = { commit: '0123456789abcdef', place: 'cache_1.example.com' };
    const state = { kind: 'ready', totals, failedFiles: 0, skippedPaths: 0 } as const;
    expect(describeState(state, undefined, { snapshot }).tooltipMarkdown).toContain(
      escapeMarkdown('The index starts from the snapshot of commit 0123456789 in cache_1.example.com'),
    );
  });

  it('has a warning only if indexing failed, and an error if nothing can be searched', () => {
    expect(describeState({ kind: 'failed', totals, error }).severity).toBe('warning');
    expect(describeState({ kind: 'failed', totals: nothing, error }).severity).toBe('error');
    expect(describeState({ kind: 'stale', totals, why: '' }).severity).toBe('none');
    expect(describeState({ kind: 'ready', totals, failedFiles: 9, skippedPaths: 0 }).severity).toBe('none');
  });

  it('contains the totals, and what is not in the index', () => {
    const state: IndexState = { kind: 'ready', totals, failedFiles: 1, skippedPaths: 1200 };
    const { tooltipMarkdown } = describeState(state);
    expect(tooltipMarkdown).toContain('3,400 files, 20,123 chunks');
    expect(tooltipMarkdown).toContain('**The index is up to date, but 1 file could not be read**');
    expect(tooltipMarkdown).toContain('[1 file could not be read](command:');
    expect(tooltipMarkdown).toContain('1,200 files and folders skipped');
  });

  it('omits counts of zero', () => {
    const state: IndexState = { kind: 'ready', totals, failedFiles: 0, skippedPaths: 0 };
    expect(describeState(state).tooltipMarkdown.split('\n\n')).toHaveLength(2);
  });

  it('states whether data leaves the machine', () => {
    const state: IndexState = { kind: 'paused', totals };
    expect(describeState(state, builtin).tooltipMarkdown).toContain(
      'Built\\-in model: nothing leaves this machine',
    );
    const remote = { id: 'openai', model: 'm', dimensions: 8, host: 'api.example.com' };
    expect(describeState(state, remote).tooltipMarkdown).toContain('texts are sent to api.example.com');
    const own = { id: 'ollama', model: 'm', dimensions: 8, host: null };
    expect(describeState(state, own).tooltipMarkdown).toContain('nothing leaves this machine');
  });

  it('shows the text of an error unchanged', () => {
    const { tooltipMarkdown } = describeState({ kind: 'failed', totals, error });
    expect(tooltipMarkdown).toContain('The disk is full: \\\\$\\(error\\) \\*');
  });
});

describe('escapeMarkdown', () => {
  it('escapes all special characters', () => {
    expect(escapeMarkdown('<b>[a](command:x)</b>')).toBe('\\<b\\>\\[a\\]\\(command:x\\)\\</b\\>');
    expect(escapeMarkdown('/home/me/a_b')).toBe('/home/me/a\\_b');
  });
});
