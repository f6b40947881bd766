'use strict';
const { isShown, poll, visiblePlace } = require('./place');

const title = 'Semantic Search: Ask…';
const attemptMs = 5000;
/** Number of lines that a result shows, starting at its own line. */
const shownLines = 10;
/** Pause between two tasks, not counted. */
const restMs = 500;

/** The search of this extension in the palette. */
class SemanticSearch {
  constructor(page) {
    this.page = page;
    this.palette = page.locator('.quick-input-widget:visible');
  }

  /** Runs the command once by its name, after which it is the first in the list of commands. */
  async prepare() {
    await this.page.keyboard.press('F1');
    await this.palette.locator('input.input').fill(`>${title}`);
    await this.palette.locator('.monaco-list-row.focused', { hasText: title }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.opened();
    await this.page.keyboard.press('Escape');
    await this.palette.waitFor({ state: 'hidden' });
  }

  /** @returns {Promise<{ found: boolean, keys: number, waitedMs: number, position: number }>} `position`: in the list, from 1 */
  async find({ task, targets }) {
    const { keyboard } = this.page;
    await this.page.waitForTimeout(restMs);
    const startedMs = await this.open();
    await keyboard.press('Control+a');
    // A user would overwrite the last question. Here its answer must be gone before the next one is judged.
    await keyboard.press('Delete');
    await poll(async () => ((await this.focused())?.file === undefined ? true : undefined));
    await keyboard.insertText(task);
    let keys = 2 + task.length;
    const count = await poll(() => this.resultCount());
    let position = 0;
    for (
      let place = await poll(() => this.focused(), 2000);
      count !== undefined && position < count;
      place = await this.next(place)
    ) {
      position++;
      if (place === undefined) break;
      if (place.file !== undefined && isShown(targets, place)) {
        await keyboard.press('Enter');
        keys++;
        const opened = await poll(async () => {
          const at = await visiblePlace(this.page);
          return at && isShown(targets, at) && (await this.palette.count()) === 0 ? at : undefined;
        });
        return { found: opened !== undefined, keys, waitedMs: performance.now() - startedMs, position };
      }
      if (position === count) break;
      keys++;
    }
    await keyboard.press('Escape');
    const waitedMs = performance.now() - startedMs;
    await this.palette.waitFor({ state: 'hidden' });
    return { found: false, keys: keys + 1, waitedMs, position: 0 };
  }

  /**
   * @returns {Promise<number>} the start time; the time in which a closing file of the last task took the focus is
   *   not counted
   */
  async open() {
    for (let attempt = 1; ; attempt++) {
      const startedMs = performance.now();
      try {
        await this.page.keyboard.press('F1');
        await this.palette
          .locator('.monaco-list-row.focused', { hasText: title })
          .waitFor({ timeout: attemptMs });
        await this.page.keyboard.press('Enter');
        await this.opened();
        return startedMs;
      } catch (error) {
        if (attempt === 3) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Waits until the search has replaced the list of commands, with the focus in its box. */
  async opened() {
    await this.page.waitForFunction(
      () => {
        const box = document.querySelector('.quick-input-widget input.input');
        return box !== null && box === document.activeElement && !box.value.startsWith('>');
      },
      undefined,
      { timeout: attemptMs },
    );
  }

  /** Undefined until the answer arrives. */
  async resultCount() {
    const [isBusy, count] = await this.page.evaluate(() => {
      const palette = document.querySelector('.quick-input-widget');
      return [
        palette.querySelector('.monaco-progress-container.active') !== null,
        Number(palette.querySelector('.monaco-list-row.focused')?.getAttribute('aria-setsize') ?? 0),
      ];
    });
    return isBusy || count === 0 || !(await this.hasResult()) ? undefined : count;
  }

  /** Whether a row of the list is a result; it may be preceded by notes. */
  async hasResult() {
    return (await this.rows('.monaco-list-row')).some(({ file }) => file !== undefined);
  }

  /** The focused row; with file and lines if it is a result, which shows at least `shownLines` from its line on. */
  async focused() {
    return (await this.rows('.monaco-list-row.focused'))[0];
  }

  async rows(selector) {
    const rows = await this.palette.locator(selector).evaluateAll((found) =>
      found.map((one) => {
        // Rows are reused, and keep their former content as hidden elements.
        const textOf = (part) =>
          [...one.querySelectorAll(part)]
            .filter((element) => element.getBoundingClientRect().height > 0)
            .map((element) => element.textContent.trim())
            .join('');
        return [textOf('.label-name'), textOf('.label-description')];
      }),
    );
    return rows.filter(([label]) => label !== '').map(placeIn);
  }

  async next(before) {
    await this.page.keyboard.press('ArrowDown');
    return poll(async () => {
      const place = await this.focused();
      return place?.text === before?.text ? undefined : place;
    }, 2000);
  }
}

/** @param {[label: string, description: string]} row */
function placeIn(row) {
  const text = row.join(' · ');
  // A result without a name has its location in the label.
  const match = /(?:^| · )([^·]+):(\d+)(?: · \+ [^·]+)?(?: · ([^·]+?))?(?: · |$)/.exec(text);
  if (match === null) return { text };
  const line = Number(match[2]);
  return { file: `${match[3] ?? ''}/${match[1]}`, startLine: line, endLine: line + shownLines - 1, text };
}

module.exports = { SemanticSearch };
