import { apiTests } from './apiTests';
import { highlightingTests } from './highlightingTests';
import { defineSuite } from './index';
import { quickSearchTests } from './quickSearchTests';
import { similarTests } from './similarTests';
import { smokeTests } from './smokeTests';

/** What one window will do for: to start VS Code takes longer than most of these tests. */
export const run = defineSuite(() => {
  smokeTests();
  highlightingTests();
  similarTests();
  apiTests();
  describe('in the palette,', quickSearchTests);
});
