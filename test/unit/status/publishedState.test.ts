import { describe, expect, it } from 'vitest';
import type { PublishedUse } from '../../../src/common/contracts/indexState';
import { commands } from '../../../src/vscode/contributions';
import { summaryText } from '../../../src/vscode/indexTree/summaryText';
import { quickSearchTitle } from '../../../src/vscode/search/quickSearchNotes';
import { actionsFor } from '../../../src/vscode/status/indexActions';
import { describeState } from '../../../src/vscode/status/indexStateText';

const summary = {
  ...{ server: 'search@db.example.com', repository: 'example.com/a', branch: 'main' },
  ...{ files: 7, chunks: 9, publishedAtMs: 0 },
};
const searched: PublishedUse = {
  kind: 'searched',
  host: 'db.example.com',
  indexes: [{ folder: '/a', summary }],
};
const needsConsent: PublishedUse = { kind: 'needsConsent', host: 'db.example.com' };
const notUsed = (code: 'USAGE' | 'DATABASE_ACCESS' | 'NOT_PUBLISHED'): PublishedUse => ({
  kind: 'notUsed',
  error: { code, message: 'It is refused.', hint: 'Ask for access.' },
});
const stateOf = (published: PublishedUse) =>
  ({ kind: 'ready', totals: { files: 7, chunks: 9 }, failedFiles: 0, skippedPaths: 0, published }) as const;

describe('a published index that is searched', () => {
  const state = stateOf(searched);

  it('is named with its repository, branch and host', () => {
    const { text, label, tooltipMarkdown, severity } = describeState(state);
    expect([text, severity]).toEqual(['$(search)', 'none']);
    expect(label).toContain('Published index of main: example.com/a main, published 1970-01-01 00:00 UTC');
    expect(tooltipMarkdown).toContain('Database search\\@db.example.com: questions are sent there');
    expect(describeState(stateOf({ ...searched, host: '127.0.0.1' })).tooltipMarkdown).toContain(
      'nothing leaves this machine',
    );
    expect(summaryText({ state, provider: undefined, use: undefined })).toMatchObject({
      ...{ label: 'Published index of main', icon: 'database' },
      description: expect.stringContaining('example.com/a') as string,
    });
    expect(quickSearchTitle(state)).toBe('Semantic Search · Published index of main');
  });

  it('is not paused or rebuilt from here', () => {
    expect(actionsFor(state).map(({ command }) => command)).toEqual([
      ...[commands.search, commands.updateIndex, commands.chooseProvider, commands.showLog],
      'workbench.action.openSettings',
    ]);
  });
});

describe('a published index that is searched beside one here', () => {
  const other = { ...summary, repository: 'example.com/b', branch: 'next' };
  const state = stateOf({
    ...{
      kind: 'partly',
      host: 'db.example.com',
      indexes: [
        { folder: '/a', summary },
        { folder: '/b', summary: other },
      ],
    },
    errors: [{ code: 'NOT_PUBLISHED', message: 'Nothing of c.', hint: 'Publish it.' }],
  });

  it('is named, with the reason why the other folders are indexed here', () => {
    const { text, tooltipMarkdown } = describeState(state);
    expect(text).toBe('$(search)');
    expect(tooltipMarkdown).toMatch(
      /example\.com\/a main[^]*example\.com\/b next[^]*sent there[^]*indexed on this machine\.[^]*Nothing of c\./,
    );
    expect(summaryText({ state, provider: undefined, use: undefined }).description).toContain(
      'example.com/b',
    );
    expect(quickSearchTitle(state)).toBe('Semantic Search');
  });

  it('has the actions of an index here, and asks again', () => {
    const offered = actionsFor(state).map(({ command }) => command);
    expect(offered).toContain(commands.updateIndex);
    expect(offered).toContain(commands.pauseIndexing);
  });
});

describe('a published index that is not searched', () => {
  it('waits for consent', () => {
    const { text, label } = describeState(stateOf(needsConsent));
    expect(text).toBe('$(cloud-upload) Index');
    expect(label).toContain('Nothing has been sent to db.example.com.');
    expect(actionsFor(stateOf(needsConsent))[0]?.command).toBe(commands.reviewDatabase);
  });

  it('is explained, with what to do first', () => {
    const { text, tooltipMarkdown } = describeState(stateOf(notUsed('DATABASE_ACCESS')));
    expect(text).toBe('$(warning) Index');
    expect(tooltipMarkdown).toMatch(
      /The index is up to date[^]*It is refused\.[^]*Ask for access\.[^]*this machine\./,
    );
    const first = (published: PublishedUse) => actionsFor(stateOf(published))[0];
    expect(first(notUsed('DATABASE_ACCESS'))?.command).toBe(commands.setDatabasePassword);
    expect(first(notUsed('NOT_PUBLISHED'))?.command).toBe(commands.updateIndex);
    expect(first(notUsed('USAGE'))?.arguments).toEqual(['semanticSearch.postgres']);
    expect(
      summaryText({ state: stateOf(notUsed('USAGE')), provider: undefined, use: undefined }),
    ).toMatchObject({
      ...{ icon: 'warning', description: expect.stringContaining('It is refused') as string },
    });
  });
});
