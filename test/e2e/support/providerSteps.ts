import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { eventually } from './eventually';
import type { VscodePage } from './vscodePage';

/** The user's input. */
export interface Chosen {
  readonly address: string;
  readonly key: string;
  readonly model: string;
}

export const chooseCommand = 'Semantic Search: Choose Embedding Provider…';

/** Title of the open step. */
export function stepTitle(window: VscodePage): Promise<string> {
  return window.quickInput.root.locator('.quick-input-title').innerText();
}

/** @param step number of the step and total: `2/6` */
export async function atStep(window: VscodePage, step: string): Promise<void> {
  await eventually(() => stepTitle(window)).toContain(`(${step})`);
}

/** The open modal dialog. */
export function dialogOf(window: VscodePage): Locator {
  return window.page.locator('.monaco-dialog-box');
}

/**
 * Chooses an OpenAI-compatible server with the keyboard, up to the summary with a passed test and a counted amount.
 *
 * @param atEach called at each step with its name
 */
export async function leadToSummary(
  window: VscodePage,
  { address, key, model }: Chosen,
  atEach: (step: 'providers' | 'address' | 'key' | 'summary') => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const { quickInput } = window;
  const focused = async (): Promise<string | undefined> => (await quickInput.focusedItem())?.label;
  await window.command(chooseCommand);
  await quickInput.opened();
  await atStep(window, '1/3');
  await atEach('providers');
  await quickInput.type('OpenAI-compatible');
  await eventually(focused).toBe('OpenAI-compatible');
  await quickInput.accept();
  await atStep(window, '2/3');
  await quickInput.type(address);
  await atEach('address');
  await quickInput.accept();
  await eventually(async () => (await quickInput.root.innerText()).includes('API key')).toBe(true);
  await quickInput.type(key);
  await atEach('key');
  await quickInput.accept();
  await atStep(window, '3/3');
  await untilCounted(window);
  const chosen = await itemOf(window, 'Model');
  if (!chosen.includes(model)) {
    await quickInput.accept('Model');
    await eventually(async () => (await quickInput.items()).map(({ label }) => label)).toContain(model);
    await quickInput.type(model);
    await eventually(focused).toBe(model);
    await quickInput.accept();
    await untilCounted(window);
  }
  await eventually(focused).toBe('Send');
  await atEach('summary');
}

/** Waits until the test has passed and the data to send has been counted. */
async function untilCounted(window: VscodePage): Promise<void> {
  await eventually(async () => (await window.quickInput.items()).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Send', 'Review Files', 'Model']),
  );
}

/** Description of a part in the summary. */
export async function itemOf(window: VscodePage, label: string): Promise<string> {
  return (await window.quickInput.items()).find((item) => item.label === label)?.description ?? '';
}
