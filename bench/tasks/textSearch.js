'use strict';
const { cursorPlace, isTarget, poll } = require('./place');

const mostMatches = 20;
const attemptMs = 10_000;

/** VS Code's own search over all files, as it comes. */
class TextSearch {
  constructor(page) {
    this.page = page;
    this.box = page.locator('.search-view .search-widget .search-container textarea.input');
  }

  async prepare() {
    await this.page.keyboard.press('Control+Shift+F');
    await this.box.waitFor();
  }

  /** @returns {Promise<{ found: boolean, keys: number, waitedMs: number, tried: number }>} `tried`: how many words */
  async find({ textSearch, targets }) {
    let keys = 0;
    let waitedMs = 0;
    let tried = 0;
    for (const word of textSearch) {
      tried++;
      // What was found before is cleared, so that the new answer can be told from it; that is not counted.
      await this.clear();
      const startedMs = performance.now();
      keys += 1 + word.length + 1;
      await this.page.keyboard.press('Control+Shift+F');
      await this.page.keyboard.press('Control+a');
      await this.page.keyboard.insertText(word);
      await this.page.keyboard.press('Enter');
      const matches = (await poll(() => this.answered())) ?? 0;
      let isFound = false;
      for (let step = 0; step < Math.min(matches, mostMatches) && !isFound; step++) {
        const before = await cursorPlace(this.page);
        await this.page.keyboard.press('F4');
        keys++;
        const place = await poll(async () => {
          const at = await cursorPlace(this.page);
          return at === undefined || at.mark === before?.mark ? undefined : at;
        }, 1500);
        isFound = place !== undefined && isTarget(targets, place);
      }
      waitedMs += performance.now() - startedMs;
      if (isFound) return { found: true, keys, waitedMs, tried };
    }
    return { found: false, keys, waitedMs, tried };
  }

  /** An empty box that was empty before says nothing: then a letter is put in first. */
  async clear() {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press('Control+Shift+F');
      await this.box.waitFor();
      if (attempt > 1) await this.box.fill('x');
      await this.box.fill('');
      try {
        await this.page.waitForFunction(
          () => !/result|No /.test(document.querySelector('.search-view .messages')?.textContent ?? ''),
          undefined,
          { timeout: attemptMs },
        );
        return;
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }

  /** The number of matches, 0 for none; undefined until it is told. */
  async answered() {
    const text = await this.page.evaluate(
      () => document.querySelector('.search-view .messages')?.textContent ?? '',
    );
    const count = /([\d,.]+) results? in/.exec(text);
    if (count) return Number(count[1].replaceAll(/[,.]/g, ''));
    return /No results/.test(text) ? 0 : undefined;
  }
}

module.exports = { TextSearch };
