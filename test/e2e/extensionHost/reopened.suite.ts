import assert from 'node:assert/strict';
import { extensionApi, until, untilReady } from './extensionApi';
import { defineSuite } from './index';

export const run = defineSuite(() => {
  describe('the next window', () => {
    it('has what was stored, continues, and completes the index', async () => {
      const api = await extensionApi();
      const first = await until(
        'the index is open',
        () => api.state,
        (state) => state.kind !== 'empty',
      );
      assert.ok(first.kind !== 'empty' && first.totals.files > 0, JSON.stringify(first));
      const building = await until(
        'files are counted',
        () => api.state,
        (state) => state.kind === 'ready' || (state.kind === 'building' && state.total > 0),
      );
      await untilReady(api);
      const { state } = api;
      assert.ok(state.kind === 'ready');
      // Files that were already stored are not indexed again.
      if (building.kind === 'building')
        assert.ok(building.total < state.totals.files, JSON.stringify(building));
      const { results } = await api.search({ query: 'parse a header of a response', limit: 3 });
      assert.equal(results.length, 3);
    });
  });
});
