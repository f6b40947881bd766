import assert from 'node:assert/strict';
import { extensionApi, until } from './extensionApi';
import { defineSuite } from './index';

export const run = defineSuite(() => {
  describe('a window that is closed during indexing', () => {
    it('has started indexing', async () => {
      const api = await extensionApi();
      const state = await until(
        'some files are indexed',
        () => api.state,
        (now) => now.kind === 'building' && now.done > 20,
      );
      assert.ok(state.kind === 'building' && state.done < state.total, JSON.stringify(state));
      // The window now closes during the run.
    });
  });
});
