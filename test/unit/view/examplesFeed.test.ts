import { describe, expect, it } from 'vitest';
import type { IndexState } from '../../../src/common/contracts/indexState';
import type { MessageToView } from '../../../src/common/view/viewProtocol';
import type { LocatedAnswer } from '../../../src/vscode/services';
import { ExamplesFeed, shownExamples } from '../../../src/vscode/view/examplesFeed';
import { sampleQuestions } from '../../../src/vscode/walkthrough/sampleQuestion';
import { building, ready } from '../webview/viewFixtures';

/** A feed on an index that answers some questions, with its queries and messages. */
function feedOver(answered: readonly string[], host?: string) {
  const asked: string[] = [];
  const told: MessageToView[] = [];
  let state: IndexState = ready;
  const feed = new ExamplesFeed({
    search: {
      search: ({ query }) => {
        asked.push(query);
        const score = answered.length - answered.indexOf(query);
        const found = { score, matchedBy: [], preview: '', previewLine: 1, matches: [], kind: 'code' };
        const rest = { ...found, score: 1 };
        const results = answered.includes(query) ? [found, rest] : [];
        return Promise.resolve({ results } as unknown as LocatedAnswer);
      },
    },
    indexState: () => state,
    host: () => host,
    post: (message) => told.push(message),
  });
  return { feed, asked, told, setState: (next: IndexState) => (state = next) };
}

describe('the examples of the view', () => {
  it('are questions that the workspace answers, the clearest first, sent once', async () => {
    const answered = [sampleQuestions[4]!, sampleQuestions[1]!];
    const { feed, asked, told } = feedOver(answered);
    feed.restart();
    feed.check();
    await expect.poll(() => told).toEqual([{ type: 'examples', questions: answered }]);
    expect(asked).toEqual(sampleQuestions);
    feed.check();
    expect(told).toHaveLength(1);
  });

  it('are limited in number', async () => {
    const { feed, told } = feedOver(sampleQuestions);
    feed.restart();
    await expect
      .poll(() => told)
      .toEqual([{ type: 'examples', questions: sampleQuestions.slice(0, shownExamples) }]);
  });

  it('wait until the index is complete', async () => {
    const { feed, asked, told, setState } = feedOver([sampleQuestions[0]!]);
    setState(building(100));
    feed.restart();
    expect(asked).toEqual([]);
    setState(ready);
    feed.check();
    await expect.poll(() => told).toHaveLength(1);
  });

  it('are fixed if queries are sent over the network, so that none is sent to choose', () => {
    const { feed, asked, told } = feedOver(sampleQuestions, 'api.example.com');
    feed.restart();
    expect(told).toEqual([{ type: 'examples', questions: sampleQuestions.slice(0, shownExamples) }]);
    expect(asked).toEqual([]);
  });

  it('are chosen later if the user searches', async () => {
    const { feed, told } = feedOver([sampleQuestions[0]!]);
    feed.restart();
    feed.stop();
    await Promise.resolve();
    expect(told).toEqual([]);
    feed.check();
    await expect.poll(() => told).toHaveLength(1);
  });
});
