import { apiTests } from './apiTests';
import { languageModelToolTests } from './languageModelToolTests';
import { highlightingTests } from './highlightingTests';
import { defineSuite } from './index';
import { quickSearchTests } from './quickSearchTests';
import { similarTests } from './similarTests';
import { smokeTests } from './smokeTests';

/** Tests that can share one window: starting VS Code takes longer than most of them. */
export const run = defineSuite(() => {
  smokeTests();
  highlightingTests();
  similarTests();
  apiTests();
  languageModelToolTests();
  describe('in the palette,', quickSearchTests);
});
