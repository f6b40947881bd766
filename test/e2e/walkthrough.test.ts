import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleQuestions } from '../../src/vscode/walkthrough/sampleQuestion';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-walkthrough-'));
let window: VscodePage;

beforeAll(async () => {
  window = await openVscode({
    workspace: await makeSampleRepository(directory),
    // The default setting of a user's machine.
    settings: { 'workbench.welcomePage.walkthroughs.openOnInstall': true },
  });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const walkthrough = () => window.page.locator('.gettingStartedContainer');

describe('the first minute', () => {
  it('shows no unrequested message', async () => {
    await window.indexed();
    expect(await window.notifications()).toEqual([]);
  });

  it('opens the walkthrough, once', async () => {
    await eventually(() => walkthrough().innerText()).toContain('Get Started with Semantic Search');
    await window.command('View: Close All Editors');
    await eventually(() => walkthrough().count()).toBe(0);
    await window.reload();
    await window.command('Semantic Search: Show Index Status…');
    await window.quickInput.opened();
    expect(await walkthrough().count()).toBe(0);
    await window.quickInput.escape();
    await window.quickInput.closed();
  });

  it('suggests a question that the workspace can answer', async () => {
    await window.command('Semantic Search: Try a Sample Question');
    await window.quickInput.opened();
    await eventually(() => window.quickInput.root.locator('input.input').inputValue()).not.toMatch(/^>|^$/);
    expect(sampleQuestions).toContain(await window.quickInput.root.locator('input.input').inputValue());
    await eventually(async () => (await window.quickInput.items()).length).toBeGreaterThan(3);
    await window.screenshot('walkthrough-sample');
    await window.quickInput.escape();
    await window.quickInput.closed();
  });

  it.each([
    ['dark', 'Default Dark Modern', 'dark'],
    ['light', 'Default Light Modern', 'light'],
  ] as const)('has a walkthrough with a picture for each step, in %s', async (name, theme, pictured) => {
    await window.setTheme(theme);
    await window.command('Semantic Search: Get Started');
    await eventually(() => walkthrough().innerText()).toContain('Get Started with Semantic Search');
    const steps = walkthrough().locator('.getting-started-step');
    await eventually(() => steps.count()).toBe(5);
    const ids = ['ask', 'view', 'index', 'similar', 'provider'];
    for (const [i, id] of ids.entries()) {
      // Click the title: the middle of an expanded step contains its buttons.
      await steps.nth(i).locator('.step-title').click();
      const picture = walkthrough().locator(
        `img[src*="${id}-${pictured}.png"], img[srcset*="${id}-${pictured}.png"]`,
      );
      await picture.waitFor({ state: 'attached' });
      // A missing or broken image has no size.
      await eventually(() =>
        picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
      ).toBeGreaterThan(100);
    }
    await steps.first().locator('.step-title').click();
    await window.screenshot(`walkthrough-${name}`);
    await window.command('View: Close All Editors');
  });

  it('starts a search from the walkthrough', async () => {
    await window.command('Semantic Search: Get Started');
    // Its first step expands automatically and takes the focus once rendered, which would close anything opened earlier.
    await walkthrough().locator('.getting-started-step.expanded:focus').waitFor();
    const trySample = walkthrough().getByRole('button', { name: 'Try a Sample Question' });
    await trySample.click();
    await eventually(async () => (await window.quickInput.items()).length).toBeGreaterThan(3);
    await window.quickInput.escape();
  });
});
