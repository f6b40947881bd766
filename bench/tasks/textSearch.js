'use strict';
const { cursorPlace, isShown, poll, visiblePlace } = require('./place');

const mostMatches = 20;
const attemptMs = 10_000;
/** Matches arrive one by one; a count that is unchanged for this long is considered final. */
const restMs = 300;
/** Lines are rendered shortly after the cursor position is updated. */
const drawnMs = 100;

/** VS Code's own search over all files, with default settings. */
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
      // Clear the previous matches, so that the new answer can be recognized; not counted.
      await this.clear();
      const startedMs = performance.now();
      keys += 1 + word.length + 1;
      await this.page.keyboard.press('Control+Shift+F');
      await this.page.keyboard.press('Control+a');
      await this.page.keyboard.insertText(word);
      await this.page.keyboard.press('Enter');
      // Waiting for the final count is not counted, because a user starts with the first match.
      const { matches, restedMs } = await this.answered();
      let notCountedMs = restedMs;
      let isFound = false;
      for (let step = 0; step < Math.min(matches, mostMatches) && !isFound; step++) {
        const before = await cursorPlace(this.page);
        await this.page.keyboard.press('F4');
        keys++;
        const place = await poll(async () => {
          const at = await cursorPlace(this.page);
          return at === undefined || at.mark === before?.mark ? undefined : at;
        }, 1500);
        // Judged like the other search, by the lines on the screen. Time for recognizing that a target is not shown
        // is not counted.
        const lookedAtMs = performance.now();
        isFound = place !== undefined && (await this.shows(targets));
        if (!isFound) notCountedMs += performance.now() - lookedAtMs;
      }
      waitedMs += performance.now() - startedMs - notCountedMs;
      if (isFound) return { found: true, keys, waitedMs, tried };
    }
    return { found: false, keys, waitedMs, tried };
  }

  /** Clearing an empty box has no effect, so a letter is entered first. */
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

  /** Whether one of the targets is on the screen, after the match that F4 moved to is rendered. */
  async shows(targets) {
    const isSeen = async () => {
      const place = await visiblePlace(this.page);
      return place && isShown(targets, place) ? true : undefined;
    };
    return (await poll(isSeen, drawnMs)) ?? false;
  }

  /** @returns {Promise<{ matches: number, restedMs: number }>} `restedMs`: how long the count was unchanged */
  async answered() {
    let last;
    let since = performance.now();
    for (const deadline = since + attemptMs; performance.now() < deadline;) {
      const matches = await this.matchCount();
      if (matches !== last) since = performance.now();
      last = matches;
      const restedMs = performance.now() - since;
      if (matches !== undefined && restedMs > restMs) return { matches, restedMs };
      await this.page.waitForTimeout(15);
    }
    return { matches: last ?? 0, restedMs: 0 };
  }

  /** The number of matches shown by the view, 0 for none; undefined until it is shown. */
  async matchCount() {
    const text = await this.page.evaluate(
      () => document.querySelector('.search-view .messages')?.textContent ?? '',
    );
    const count = /([\d,.]+) results? in/.exec(text);
    if (count) return Number(count[1].replaceAll(/[,.]/g, ''));
    return /No results/.test(text) ? 0 : undefined;
  }
}

module.exports = { TextSearch };
