import { expect } from 'vitest';
import { eventually } from './eventually';
import type { VscodePage } from './vscodePage';

/** Opens a file by its name, and moves the cursor to a line, 1-based, with the focus in the editor. */
export async function openFileAt(
  { page, quickInput }: VscodePage,
  name: string,
  line: number,
): Promise<void> {
  await page.keyboard.press('ControlOrMeta+P');
  await quickInput.type(name);
  await quickInput.row(name).first().waitFor();
  await quickInput.accept();
  await page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor();
  await quickInput.closed();
  await goToLine({ page, quickInput }, line);
}

/** Moves the cursor to the start of a line, 1-based, of the active editor. */
export async function goToLine(
  { page, quickInput }: Pick<VscodePage, 'page' | 'quickInput'>,
  line: number,
): Promise<void> {
  await page.keyboard.press('Control+G');
  await quickInput.type(`:${line}`);
  // Enter has no effect until the list matches the box. Before, its row is "Current Line: 1, …, between 1 and 40 …".
  await quickInput.root.locator('.monaco-list-row', { hasText: new RegExp(`line ${line}\\b`) }).waitFor();
  await quickInput.accept();
  await quickInput.closed();
  await editorHasFocus({ page });
  await eventually(() => page.locator('[id="status.editor.selection"]').innerText()).toMatch(
    new RegExp(`^Ln ${line}, `),
  );
}

/**
 * Waits until a result chosen in the palette is permanently open and has the focus. Its preview was in the same place and gets
 * the focus as soon as the palette closes; later the result takes the focus, so actions must wait for it.
 */
export async function resultIsOpen(window: VscodePage, fileName = /./): Promise<void> {
  await window.quickInput.closed();
  await eventually(() => window.activeEditor()).toMatchObject({
    fileName: expect.stringMatching(fileName) as string,
    isPreview: false,
  });
  await editorHasFocus(window);
}

export async function editorHasFocus({ page }: Pick<VscodePage, 'page'>): Promise<void> {
  await page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
}
