import type { Locator } from 'playwright-core';
import { eventually } from './eventually';
import type { VscodePage } from './vscodePage';

/** What a person chooses. */
export interface Chosen {
  readonly address: string;
  readonly key: string;
  readonly model: string;
}

export const chooseCommand = 'Semantic Search: Choose Embedding Provider…';

/** Title of the step that is open. */
export function stepTitle(window: VscodePage): Promise<string> {
  return window.quickInput.root.locator('.quick-input-title').innerText();
}

/** @param step its number and that of all: `2/6` */
export async function atStep(window: VscodePage, step: string): Promise<void> {
  await eventually(() => stepTitle(window)).toContain(`(${step})`);
}

/** The modal message that is open. */
export function dialogOf(window: VscodePage): Locator {
  return window.page.locator('.monaco-dialog-box');
}

/** Presses a button of the modal message. */
export function pressInDialog(window: VscodePage, button: string): Promise<void> {
  return dialogOf(window).getByRole('button', { name: button, exact: true }).click();
}

/**
 * Goes through the steps of choosing a server that is compatible with OpenAI, with the keyboard, up to the preview.
 *
 * @param atEach called at each step, by its number, and at the preview
 */
export async function leadToPreview(
  window: VscodePage,
  { address, key, model }: Chosen,
  atEach: (step: number | 'preview') => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { quickInput } = window;
  const focused = async (): Promise<string | undefined> => (await quickInput.focusedItem())?.label;
  await window.command(chooseCommand);
  await quickInput.opened();
  await atStep(window, '1/6');
  await atEach(1);
  await quickInput.type('OpenAI-compatible');
  await eventually(focused).toBe('OpenAI-compatible');
  await quickInput.accept();
  await atStep(window, '2/6');
  await quickInput.type(address);
  await atEach(2);
  await quickInput.accept();
  await atStep(window, '3/6');
  await quickInput.type(key);
  await atEach(3);
  await quickInput.accept();
  await atStep(window, '4/6');
  await eventually(async () => (await quickInput.items()).map(({ label }) => label)).toContain(model);
  await atEach(4);
  await quickInput.type(model);
  await eventually(focused).toBe(model);
  await quickInput.accept();
  await atStep(window, '5/6');
  await eventually(focused).toBe('Continue');
  await atEach(5);
  await quickInput.accept();
  await dialogOf(window).waitFor();
  await atEach('preview');
}
