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

module.exports = { cursorPlace, isTarget, poll };
