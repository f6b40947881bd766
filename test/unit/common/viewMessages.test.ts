import { describe, expect, it } from 'vitest';
import {
  maxLimit,
  maxQueryLength,
  parseMessageToHost,
  parseMessageToView,
} from '../../../src/common/viewMessages';
import type { MessageToHost, MessageToView } from '../../../src/common/viewProtocol';

const query = { text: 'retry', kind: 'code', languages: ['go'], limit: 30 } as const;
const open = {
  type: 'open',
  uri: 'file:///a.ts',
  startLine: 3,
  endLine: 9,
  preserveFocus: true,
  preview: true,
  toSide: false,
} as const;

describe('parseMessageToHost', () => {
  it.each<MessageToHost>([
    { type: 'ready' },
    { type: 'search', id: 1, query },
    open,
    { type: 'shown', count: 0 },
    { type: 'action', action: 'showLog' },
  ])('takes %j', (message) => {
    expect(parseMessageToHost(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'ready'],
    ['a list', [{ type: 'ready' }]],
    ['an unknown type', { type: 'run', command: 'x' }],
    ['an unknown action', { type: 'action', action: 'workbench.action.quit' }],
    ['an inherited name as action', { type: 'action', action: 'toString' }],
    ['a broken id', { type: 'search', id: 1.5, query }],
    [
      'an endless query',
      { type: 'search', id: 1, query: { ...query, text: 'a'.repeat(maxQueryLength + 1) } },
    ],
    ['too high a limit', { type: 'search', id: 1, query: { ...query, limit: maxLimit + 1 } }],
    ['no limit', { type: 'search', id: 1, query: { ...query, limit: undefined } }],
    ['a strange kind', { type: 'search', id: 1, query: { ...query, kind: 'all' } }],
    ['languages that are no texts', { type: 'search', id: 1, query: { ...query, languages: [1] } }],
    ['line 0', { ...open, startLine: 0 }],
    ['an end before the start', { ...open, endLine: 2 }],
    ['a URI that is no text', { ...open, uri: { path: '/' } }],
    ['truth that is none', { ...open, toSide: 'yes' }],
  ])('refuses %s', (_, message) => {
    expect(parseMessageToHost(message)).toBeUndefined();
  });

  it('passes on nothing but what it knows', () => {
    expect(parseMessageToHost({ ...open, command: 'x' })).toEqual(open);
  });
});

describe('parseMessageToView', () => {
  const state = { kind: 'ready', totals: { files: 1, chunks: 2 }, failedFiles: 0, skippedPaths: 0 } as const;
  const environment = { hasFolder: true, isTrusted: true, maxResults: 30 };
  const error = { code: 'INTERNAL', message: 'm', hint: 'h' } as const;

  it.each<MessageToView>([
    { type: 'state', state, environment },
    { type: 'state', state: { kind: 'empty', reason: 'noFolder' }, environment },
    { type: 'state', state: { kind: 'failed', totals: state.totals, error }, environment },
    { type: 'languages', languages: ['go'] },
    { type: 'results', id: 1, results: [], hasMore: false, state, tookMs: 1.5 },
    { type: 'searchFailed', id: 1, error },
    { type: 'ask', text: 'x' },
    { type: 'focusQuery' },
    { type: 'step', direction: -1 },
    { type: 'collapseAll' },
    { type: 'clear' },
    { type: 'refresh' },
  ])('takes %j', (message) => {
    expect(parseMessageToView(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['what others send', { command: 'x' }],
    ['a state without its data', { type: 'state', state: { kind: 'building' }, environment }],
    [
      'results that are none',
      { type: 'results', id: 1, results: [{ path: 'a' }], hasMore: false, state, tookMs: 1 },
    ],
    ['a step nowhere', { type: 'step', direction: 0 }],
  ])('refuses %s', (_, message) => {
    expect(parseMessageToView(message)).toBeUndefined();
  });
});
