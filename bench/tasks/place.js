'use strict';

/** Where the cursor is: `{ file, line, mark }`, undefined without an editor. `mark` differs where any of it does. */
async function cursorPlace(page) {
  const { label, position } = await page.evaluate(() => {
    const text = (selector) => document.querySelector(selector)?.textContent?.trim() ?? '';
    const title = '.editor-group-container.active .title .monaco-icon-label';
    return {
      label: [text(`${title} .label-description`), text(`${title} .label-name`)].filter(Boolean).join('/'),
      position: text('[id="status.editor.selection"]'),
    };
  });
  const line = Number(/Ln (\d+)/.exec(position)?.[1]);
  if (label === '' || Number.isNaN(line)) return undefined;
  return { file: label.replaceAll('\\', '/'), line, mark: `${label} ${position}` };
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

/** Whether lines show one of the targets: three of its lines, or all where it has fewer. */
function isShown(targets, { file, startLine, endLine }) {
  return targets.some((target) => {
    const shared = Math.min(endLine, target.endLine) - Math.max(startLine, target.startLine) + 1;
    return target.file === file && shared >= Math.min(3, target.endLine - target.startLine + 1);
  });
}

/** Whether a line is in one of the targets of a task. */
function isTarget(targets, { file, line }) {
  return targets.some((target) => target.file === file && target.startLine <= line && line <= target.endLine);
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

module.exports = { cursorPlace, isShown, isTarget, poll, visiblePlace };
