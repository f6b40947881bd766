import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookInThemes, violationsIn } from './support/accessibility';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-accessibility-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  window = await openVscode({ workspace: await makeSampleRepository(directory) });
  await window.indexed();
  await window.command('Semantic Search: Search in Side Bar');
  view = await window.webview();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
const look = (name: string): Promise<string[]> => lookInThemes(window, view, `a11y-${name}`);

/** By axe-core, in light, dark and both high contrasts. The other states of the view are in states.test.ts. */
describe('the view is accessible', () => {
  it('by a check that finds what is wrong', async () => {
    await box().waitFor();
    const name = await box().getAttribute('aria-label');
    await textarea().evaluate((element) => {
      (element as unknown as { removeAttribute(name: string): void }).removeAttribute('aria-label');
      (element as unknown as { removeAttribute(name: string): void }).removeAttribute('placeholder');
    });
    expect((await violationsIn(view)).join('\n')).toMatch(/^label: /m);
    await textarea().evaluate((element, label) => {
      (element as unknown as { ariaLabel: string }).ariaLabel = label;
    }, name ?? '');
    expect(await violationsIn(view)).toEqual([]);
  });

  it('before anything is asked', async () => {
    await view.locator('.card').waitFor();
    expect(await look('empty')).toEqual([]);
  });

  it('with results, one of them selected', async () => {
    await box().fill(question);
    await box().press('Enter');
    const colored = view.locator('.line-text span[style*="color"]');
    await eventually(() => colored.count()).toBeGreaterThan(5);
    await box().press('ArrowDown');
    expect(await look('results')).toEqual([]);
  });

  it('with a menu open', async () => {
    await view.getByRole('button', { name: /Language/ }).click();
    await view.getByRole('menuitemcheckbox').first().waitFor();
    expect(await violationsIn(view)).toEqual([]);
    await window.screenshot('a11y-menu');
    await window.page.keyboard.press('Escape');
  });

  it('where filters leave nothing', async () => {
    await box().fill('kind:docs lang:go zzzz');
    await box().press('Enter');
    await view.locator('.card').waitFor();
    expect(await look('nothing')).toEqual([]);
  });
});

/** The box, also when it has no name. */
function textarea(): Locator {
  return view.locator('textarea').first();
}
