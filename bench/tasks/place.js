'use strict';

/**
 * Position of the cursor: `{ file, line, mark }`, undefined without an editor. `mark` changes with any part of the
 * position.
 */
async function cursorPlace(page) {
  const { file, position } = await page.evaluate(() => ({
    file:
      document.querySelector('.editor-group-container.active .title-label')?.getAttribute('aria-label') ?? '',
    position: document.querySelector('[id="status.editor.selection"]')?.textContent ?? '',
  }));
  const line = Number(/Ln (\d+)/.exec(position)?.[1]);
  return file === '' || Number.isNaN(line) ? undefined : { file, line, mark: `${file} ${position}` };
}

/** The lines on the screen: `{ file, startLine, endLine }`, undefined without an editor. */
async function visiblePlace(page) {
  const cursor = await cursorPlace(page);
  const texts = await page
    .locator('.editor-group-container.active .monaco-editor .margin-view-overlays .line-numbers')
    .allInnerTexts();
  const lines = texts.map(Number).filter((line) => line > 0);
  if (cursor === undefined || lines.length === 0) return undefined;
  return { file: cursor.file, startLine: Math.min(...lines), endLine: Math.max(...lines) };
}

/** Whether lines show one of the targets: three of its lines, or all if it has fewer. */
function isShown(targets, { file, startLine, endLine }) {
  return targets.some((target) => {
    const shared = Math.min(endLine, target.endLine) - Math.max(startLine, target.startLine) + 1;
    return isSame(target.file, file) && shared >= Math.min(3, target.endLine - target.startLine + 1);
  });
}

/** Resolves with the first value that is not undefined, or with undefined after `timeoutMs`. */
async function poll(ask, timeoutMs = 10_000) {
  for (const deadline = performance.now() + timeoutMs; ;) {
    const value = await ask();
    if (value !== undefined) return value;
    if (performance.now() > deadline) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

/** @param file as the window shows it: absolute, or with some of its directories elided (`src/…/upload/a.ts`) */
function isSame(target, file) {
  if (file === target || file.endsWith(`/${target}`)) return true;
  const parts = file.replace(/^\//, '').split('…');
  if (parts.length === 1) return false;
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(
    target,
  );
}

module.exports = { cursorPlace, isShown, poll, visiblePlace };
