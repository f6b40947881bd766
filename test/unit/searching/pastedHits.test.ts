import { describe, expect, it } from 'vitest';
import type { ResultOrder } from '../../../src/common/contracts/engineContract';
import { rankFiles } from '../../../src/engine/ranking/rank';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { describeHit } from '../../../src/engine/searching/describeHit';
import { hitsInOrder, type Hit } from '../../../src/engine/searching/hits';
import { hitsInFront } from '../../../src/engine/searching/inFront';
import { pastedHits } from '../../../src/engine/searching/pastedHits';
import { lexicalEvidence, shardOf } from '../../support/memoryIndex';

const shards = [
  shardOf([
    {
      path: 'src/session.ts',
      chunks: [
        { text: 'import something from "there"' },
        {
          text: 'class SessionStore { expire(session) { sessions.delete(session) } }',
          symbols: [{ name: 'SessionStore', kind: 'class', line: 11, startLine: 11, endLine: 19 }],
        },
        { text: 'function unrelated() { return session }' },
      ],
    },
    { path: 'src/login.ts', chunks: [{ text: 'login starts a session that does expire' }] },
    { path: 'src/empty.ts', chunks: [{ text: 'nothing of it' }] },
  ]),
];

function hitsFor(query: string, order: ResultOrder) {
  const evidence = lexicalEvidence(shards, query);
  const ranked = rankFiles(evidence, defaultWeights);
  const pasted = pastedHits(evidence, ranked, () => 'shop');
  const namesOf = (hits: Iterable<Hit>): string[] =>
    Array.from(hits, ({ file, startLine, lines }) => `${file.path}:${lines?.line ?? startLine}`);
  const hits = [...hitsInFront(evidence, ranked, pasted, { order, groupOf: () => undefined })];
  return { evidence, hits, named: namesOf(hits), others: namesOf(hitsInOrder(evidence, ranked, order)) };
}

describe('the file that a query names', () => {
  it.each(['files', 'places'] as const)('is the first result, before the ranked ones (%s)', (order) => {
    const { named, others } = hitsFor('why does a session expire in src/login.ts:3', order);
    expect(named).toEqual(['src/login.ts:3', ...others.filter((one) => !one.startsWith('src/login.ts'))]);
  });

  it('is the first result, even if it matches no word', () => {
    expect(hitsFor('at expire (/app/src/empty.ts:3:1)', 'places').named[0]).toBe('src/empty.ts:3');
  });

  it('is shown by its best chunk if no line is named, and once', () => {
    const { named } = hitsFor('expire session src/session.ts', 'files');
    expect(named.slice(0, 2)).toEqual(['src/session.ts:11', 'src/login.ts:1']);
    expect(new Set(named).size).toBe(named.length);
  });

  it('changes nothing if it does not exist', () => {
    const { named, others } = hitsFor('session expire src/other.ts:3', 'places');
    expect(named).toEqual(others);
  });

  it('is shown at the named lines, with the name of their definition', () => {
    const { evidence, hits } = hitsFor('src/session.ts:13-15', 'places');
    const fileText = Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n');
    const chunk = { startLine: 11, endLine: 20, fileText };
    const shown = describeHit(evidence, hits[0]!, chunk, '/shop', new TermAnalyzer());
    expect(shown).toMatchObject({ startLine: 13, endLine: 15, line: 13, tellingLine: 13, previewLine: 12 });
    expect(shown).toMatchObject({ symbol: 'SessionStore', matchedBy: ['lexical', 'symbol', 'path'] });
    expect(shown.preview.split('\n').slice(0, 2)).toEqual(['line 12', 'line 13']);
  });

  it('is shown at its last line if it is shorter now', () => {
    const { evidence, hits } = hitsFor('src/session.ts:400', 'places');
    const chunk = { startLine: 21, endLine: 23, fileText: Array.from({ length: 23 }, () => 'x').join('\n') };
    const shown = describeHit(evidence, hits[0]!, chunk, '/shop', new TermAnalyzer());
    expect(shown).toMatchObject({ startLine: 23, endLine: 23, line: 23 });
  });
});
