'use strict';
/**
 * Measures the time from the last key press to the first row of the answer in the palette, by the clock of the
 * window: from the input event of the box to the DOM change that shows a row with a file and a line.
 */

const title = 'Semantic Search: Ask…';

const queries = [
  'where are failed requests retried',
  'how is the configuration file read',
  'parse the command line',
  'close the connection when it is idle',
  'convert a string to a number',
  'who writes the log',
  'check that the index is in range',
  'wait until another thread is done',
  'format a time for display',
  'allocate memory for a buffer',
];
const rounds = 3;

/**
 * Opens the search and asks every question several times, clearing the box in between.
 *
 * @param {import('playwright-core').Page} page a window whose index is complete
 * @returns {Promise<number[]>} milliseconds
 */
async function paletteTimes(page) {
  const palette = page.locator('.quick-input-widget:visible');
  await page.keyboard.press('F1');
  await palette.locator('input.input').fill(`>${title}`);
  await palette.locator('.monaco-list-row.focused', { hasText: title }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => {
    const box = document.querySelector('.quick-input-widget input.input');
    return box !== null && box === document.activeElement && !box.value.startsWith('>');
  });
  const times = [];
  for (let round = 0; round < rounds; round++) {
    for (const query of queries) {
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.evaluate(watchForRow);
      await page.keyboard.insertText(query);
      times.push(await page.evaluate(() => window.semanticSearchRow));
    }
  }
  await page.keyboard.press('Escape');
  return times;
}

/**
 * Runs in the window: waits until no result is shown, then sets `semanticSearchRow` to a promise of the time to the
 * next first result.
 */
async function watchForRow() {
  const list = document.querySelector('.quick-input-list');
  const box = document.querySelector('.quick-input-widget input.input');
  const hasResult = () =>
    [...list.querySelectorAll('.monaco-list-row .label-description, .monaco-list-row .label-name')].some(
      (part) => part.getBoundingClientRect().height > 0 && /:\d+/.test(part.textContent),
    );
  const when = (isTrue) =>
    new Promise((resolve) => {
      const ask = () => {
        if (!isTrue()) return;
        observer.disconnect();
        resolve(performance.now());
      };
      const observer = new MutationObserver(ask);
      observer.observe(list, { subtree: true, childList: true, characterData: true, attributes: true });
      ask();
    });
  await when(() => !hasResult());
  const typed = new Promise((resolve) => {
    box.addEventListener('input', () => resolve(performance.now()), { once: true });
  });
  window.semanticSearchRow = typed.then(async (typedMs) => (await when(hasResult)) - typedMs);
}

module.exports = { paletteTimes };
