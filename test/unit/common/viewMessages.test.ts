import { describe, expect, it } from 'vitest';
import { isViewRequest, parseMessageToHost, parseMessageToView } from '../../../src/common/view/viewMessages';
import type { MessageToHost, MessageToView } from '../../../src/common/view/viewProtocol';
import { maxLimit, maxQueryLength } from '../../../src/common/view/viewValues';
import { result } from '../webview/viewFixtures';

const query = {
  text: 'retry',
  kind: 'code',
  languages: ['go'],
  include: '*.go',
  exclude: '',
  scope: 'folder',
  limit: 30,
} as const;
const similarTo = { uri: 'file:///a.ts', startLine: 3, endLine: 9, text: 'code', label: 'a.ts:3' };
const pinned = result('a.ts', 3, 9, { matches: [{ line: 3, start: 0, end: 4 }] });
const search = { type: 'search', id: 1, query, isRepeated: false };
const searchOf = (more: object): object => ({ ...search, query: { ...query, ...more } });
const open = {
  type: 'open',
  uri: 'file:///a.ts',
  startLine: 3,
  endLine: 9,
  line: 5,
  preserveFocus: true,
  preview: true,
  toSide: false,
} as const;

describe('parseMessageToHost', () => {
  it.each<MessageToHost>([
    { type: 'ready' },
    { type: 'search', id: 1, query, isRepeated: false },
    { type: 'search', id: 1, query: { ...query, text: '', similarTo }, isRepeated: true },
    { type: 'remember', text: 'retry' },
    { type: 'checkPins', pins: [pinned] },
    { type: 'copy', text: 'x' },
    { type: 'copyPaths', uris: ['file:///a.ts'], isRelative: true },
    { type: 'revealInExplorer', uri: 'file:///a.ts' },
    { type: 'showText', title: 'x', text: 'y' },
    open,
    { type: 'shown', count: 0 },
    { type: 'left', forMenu: true },
    { type: 'action', action: 'showLog' },
  ])('accepts %j', (message) => {
    expect(parseMessageToHost(message)).toEqual(message);
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'ready'],
    ['a list', [{ type: 'ready' }]],
    ['an unknown type', { type: 'run', command: 'x' }],
    ['an unknown action', { type: 'action', action: 'workbench.action.quit' }],
    ['an inherited name as action', { type: 'action', action: 'toString' }],
    ['a broken id', { ...search, id: 1.5 }],
    ['an endless query', searchOf({ text: 'a'.repeat(maxQueryLength + 1) })],
    ['too high a limit', searchOf({ limit: maxLimit + 1 })],
    ['no limit', searchOf({ limit: undefined })],
    ['a strange kind', searchOf({ kind: 'all' })],
    ['languages that are no texts', searchOf({ languages: [1] })],
    ['a strange scope', searchOf({ scope: 'planet' })],
    ['globs that are no text', searchOf({ include: ['*.ts'] })],
    ['the like of nothing', searchOf({ similarTo: { ...similarTo, startLine: 10 } })],
    ['a search that does not say whether it is new', { ...search, isRepeated: undefined }],
    ['pins that are none', { type: 'checkPins', pins: [{ ...pinned, matches: [{ line: 0 }] }] }],
    ['an endless text to remember', { type: 'remember', text: 'a'.repeat(maxQueryLength + 1) }],
    ['line 0', { ...open, startLine: 0 }],
    ['a place without a line', { ...open, line: undefined }],
    ['a line that is none', { ...open, line: 1.5 }],
    ['paths that are no texts', { type: 'copyPaths', uris: [1], isRelative: false }],
    ['an end before the start', { ...open, endLine: 2 }],
    ['a URI that is no text', { ...open, uri: { path: '/' } }],
    ['leaving for who knows what', { type: 'left', forMenu: 1 }],
    ['truth that is none', { ...open, toSide: 'yes' }],
  ])('refuses %s', (_, message) => {
    expect(parseMessageToHost(message)).toBeUndefined();
  });

  it('keeps only known properties', () => {
    expect(parseMessageToHost({ ...open, command: 'x' })).toEqual(open);
  });
});

describe('parseMessageToView', () => {
  const state = { kind: 'ready', totals: { files: 1, chunks: 2 }, failedFiles: 0, skippedPaths: 0 } as const;
  const environment = {
    hasFolder: true,
    isTrusted: true,
    maxResults: 30,
    asksInEnglish: true,
    layout: { isList: true, isCompact: false },
  };
  const error = { code: 'INTERNAL', message: 'm', hint: 'h' } as const;

  it.each<MessageToView>([
    { type: 'state', state, environment },
    { type: 'state', state: { kind: 'empty', reason: 'noFolder' }, environment },
    { type: 'state', state: { kind: 'failed', totals: state.totals, error }, environment },
    { type: 'languages', languages: ['go'] },
    { type: 'results', id: 1, results: [], hasMore: false, state, tookMs: 1.5 },
    { type: 'searchFailed', id: 1, error },
    {
      type: 'results',
      id: 1,
      results: [pinned],
      hasMore: true,
      state,
      place: { scope: 'folder', path: 'src', isNowhere: false },
      tookMs: 1,
    },
    { type: 'history', entries: ['one'] },
    { type: 'pins', pins: [pinned], gone: [2] },
    { type: 'ask', request: 'x' },
    { type: 'ask', request: { similarTo, kind: 'docs' } },
    { type: 'act', act: 'pin', key: 'x' },
    { type: 'act', act: 'dismiss' },
    { type: 'exportAll', to: 'editor' },
    { type: 'expandAll' },
    { type: 'focusQuery' },
    { type: 'step', direction: -1 },
    { type: 'collapseAll' },
    { type: 'clear' },
    { type: 'refresh', byPerson: true },
  ])('accepts %j', (message) => {
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
    ['an act that nobody knows', { type: 'act', act: 'delete' }],
    ['a request without a place', { type: 'ask', request: { similarTo: { text: 'x' } } }],
  ])('refuses %s', (_, message) => {
    expect(parseMessageToView(message)).toBeUndefined();
  });
});

describe('isViewRequest', () => {
  it('accepts the argument of a command, and rejects that of a menu', () => {
    expect(isViewRequest('retry')).toBe(true);
    expect(isViewRequest({ similarTo })).toBe(true);
    expect(isViewRequest({ $mid: 1, path: '/a.ts', scheme: 'file' })).toBe(false);
    expect(isViewRequest(undefined)).toBe(false);
  });
});
