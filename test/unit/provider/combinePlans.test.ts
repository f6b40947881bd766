import { describe, expect, it } from 'vitest';
import type { SendingPlan } from '../../../src/common/contracts/providerInfo';
import { combinePlans, lengthOf } from '../../../src/vscode/provider/combinePlans';

const api: SendingPlan = {
  files: [{ path: 'src/a.ts', chunks: 3, tokens: 300 }],
  chunks: 3,
  tokens: 300,
  known: 2,
  heldBack: [{ path: '.env', detail: '.env' }],
  masked: [],
  unread: [],
};
const web: SendingPlan = {
  files: [{ path: 'src/a.ts', chunks: 1, tokens: 50 }],
  chunks: 1,
  tokens: 50,
  known: 0,
  heldBack: [],
  masked: [{ path: 'config.js', line: 12, what: 'a token of GitHub' }],
  unread: [],
};

describe('combinePlans', () => {
  it('does not change the plan of one folder', () => {
    expect(combinePlans([{ name: 'api', plan: api }])).toEqual(api);
  });

  it('adds up several plans, and distinguishes the same path in two folders', () => {
    const plan = combinePlans([
      { name: 'api', plan: api },
      { name: 'web', plan: web },
    ]);
    expect(plan).toMatchObject({ chunks: 4, tokens: 350, known: 2 });
    expect(plan.files.map(({ path }) => path)).toEqual(['api/src/a.ts', 'web/src/a.ts']);
    expect(plan.heldBack).toEqual([{ path: 'api/.env', detail: '.env' }]);
    expect(plan.masked).toEqual([{ path: 'web/config.js', line: 12, what: 'a token of GitHub' }]);
  });

  it('adds up what was read from the shared results', () => {
    const shared = { place: 'cache.example.com', vectors: 2, fault: undefined };
    const plan = combinePlans([
      { name: 'api', plan: { ...api, shared } },
      { name: 'web', plan: { ...web, shared: { ...shared, vectors: 5 } } },
    ]);
    expect(plan.shared).toEqual({ ...shared, vectors: 7 });
    expect(combinePlans([{ name: 'api', plan: api }])).not.toHaveProperty('shared');
  });

  it('counts what is not listed', () => {
    const large = { ...api, notListed: { files: 5000, heldBack: 0, masked: 7, unread: 0 } };
    const plan = combinePlans([
      { name: 'api', plan: large },
      { name: 'web', plan: web },
    ]);
    expect(plan.notListed).toEqual({ files: 5000, heldBack: 0, masked: 7, unread: 0 });
    expect([lengthOf(plan, 'files'), lengthOf(plan, 'masked')]).toEqual([5002, 8]);
  });

  it('is empty without folders', () => {
    expect(combinePlans([])).toMatchObject({ files: [], chunks: 0, tokens: 0 });
  });
});
