import { describe, expect, it } from 'vitest';
import type { IndexState } from '../../../src/common/contracts/indexState';
import { commands } from '../../../src/vscode/contributions';
import { actionsFor, linkTo } from '../../../src/vscode/status/indexActions';

const totals = { files: 3400, chunks: 20_123 };
const error = { code: 'DISK_FULL', message: 'The disk is full.', hint: 'Free some space.' } as const;
const keyError = { code: 'PROVIDER_KEY', message: 'Wrong key.', hint: 'Check it.' } as const;
const ready = { kind: 'ready', totals, failedFiles: 0, skippedPaths: 0 } as const;

const building = { model: 'M', kind: 'building', done: 1, total: 2 } as const;

const always = ['Show Log', 'Settings', 'Choose Embedding Provider…'];
const tree = 'Show Indexed Files';

describe('actionsFor', () => {
  it.each<[IndexState, string[]]>([
    [{ kind: 'empty', reason: 'noFolder' }, ['Open Folder…']],
    [{ kind: 'empty', reason: 'noFiles' }, ['Update Index', tree]],
    [{ kind: 'building', totals, done: 1, total: 2 }, ['Ask…', 'Pause Indexing', 'Cancel Indexing', tree]],
    [
      { kind: 'ready', totals, failedFiles: 0, skippedPaths: 0 },
      ['Ask…', 'Update Index', 'Pause Indexing', 'Rebuild Index', tree],
    ],
    [{ kind: 'paused', totals }, ['Ask…', 'Resume Indexing', tree]],
    [{ kind: 'stale', totals, why: '' }, ['Ask…', 'Update Index', 'Rebuild Index', tree]],
    [{ kind: 'failed', totals, error }, ['Ask…', 'Try Again', 'Rebuild Index', tree]],
    [{ kind: 'failed', totals: { files: 0, chunks: 0 }, error }, ['Try Again', 'Rebuild Index', tree]],
  ])('%o', (state, labels) => {
    expect(new Set(actionsFor(state).map(({ label }) => label))).toEqual(new Set([...labels, ...always]));
  });

  it.each<[IndexState, string]>([
    [{ ...ready, next: { model: 'M', host: 'a.example', kind: 'needsConsent' } }, commands.reviewSending],
    [{ ...ready, next: { model: 'M', host: 'a.example', kind: 'needsKey' } }, commands.setApiKey],
    [{ ...ready, next: { model: 'M', kind: 'failed', error: keyError } }, commands.setApiKey],
    [{ kind: 'failed', totals, error: keyError }, commands.setApiKey],
    [{ ...ready, next: { model: 'M', kind: 'building', done: 1, total: 2 } }, commands.search],
  ])('offers first what the provider needs: %o', (state, command) => {
    const actions = actionsFor(state);
    expect(actions[0]?.command).toBe(command);
    expect(new Set(actions.map(({ label }) => label)).size).toBe(actions.length);
  });

  it.each<[string, IndexState, string[]]>([
    ['is built', { ...ready, next: building }, ['Ask…', 'Pause Indexing', 'Cancel Indexing']],
    [
      'was cancelled',
      { ...ready, next: { model: 'M', kind: 'waiting', why: 'Indexing was cancelled.' } },
      ['Ask…', 'Continue Building the Index', 'Pause Indexing'],
    ],
    [
      'is paused',
      { kind: 'paused', totals, next: { model: 'M', kind: 'waiting', why: 'Indexing is paused.' } },
      ['Ask…', 'Resume Indexing'],
    ],
  ])('controls the run of the next index, which %s', (_, state, first) => {
    const labels = actionsFor(state).map(({ label }) => label);
    expect(labels.slice(0, first.length)).toEqual(first);
    expect(labels).not.toContain('Update Index');
    expect(labels).not.toContain('Rebuild Index');
  });

  it('offers to try again, to search and to pause while files wait for a provider', () => {
    const down = { ...keyError, code: 'PROVIDER_UNREACHABLE', retryAfterMs: 1 } as const;
    const labels = actionsFor({ kind: 'failed', totals, error: down, waits: { isTrying: false } }).map(
      ({ label }) => label,
    );
    expect(labels[0]).toBe('Try Again');
    expect(labels).toEqual(expect.arrayContaining(['Ask…', 'Pause Indexing', 'Choose Embedding Provider…']));
  });

  it('offers to try again first if indexing failed', () => {
    expect(actionsFor({ kind: 'failed', totals, error })[0]?.label).toBe('Try Again');
  });
});

describe('linkTo', () => {
  it('is a link that runs the command', () => {
    expect(linkTo({ label: 'Pause', icon: 'debug-pause', command: commands.pauseIndexing })).toBe(
      '[$(debug-pause) Pause](command:semanticSearch.pauseIndexing)',
    );
  });

  it('encodes arguments so that they can be decoded', () => {
    const link = linkTo({
      label: 'A',
      icon: 'gear',
      command: 'workbench.action.openSettings',
      arguments: ['a (b)'],
    });
    const query = /\?(.*)\)$/.exec(link)?.[1] ?? '';
    expect(JSON.parse(decodeURIComponent(query))).toEqual(['a (b)']);
  });
});
