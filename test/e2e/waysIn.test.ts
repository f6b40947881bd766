import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleQuestions } from '../../src/vscode/walkthrough/sampleQuestion';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-ways-in-'));
let folder: string;
let window: VscodePage;
let view: Frame;

beforeAll(async () => {
  folder = await makeSampleRepository(directory);
  window = await openVscode({ workspace: folder });
  await window.indexed();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const placeholder = (): Promise<string | null> =>
  window.quickInput.root.locator('input.input').getAttribute('placeholder');
const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
const results = (): Locator => view.locator('.is-result');
const labels = async (): Promise<string[]> => (await window.quickInput.items()).map(({ label }) => label);

/** Entries of the command palette for a text. */
async function paletteOf(text: string): Promise<string[]> {
  await window.page.keyboard.press('F1');
  await window.quickInput.opened();
  await window.quickInput.type(`>${text}`);
  // The list is ready once its first entry matches the text.
  await eventually(async () => (await labels())[0]).toMatch(/semantic search/i);
  return labels();
}

async function close(): Promise<void> {
  await window.quickInput.escape();
  await window.quickInput.closed();
}

describe('the entry points', () => {
  it('include F1, the name of the extension, and Enter', async () => {
    const listed = await paletteOf('semantic search');
    expect(listed[0]).toBe('Semantic Search: Ask…');
    await window.screenshot('way-in-palette');
    await window.page.keyboard.press('Enter');
    await eventually(placeholder).toMatch(/^Describe what you are looking for/);
    await close();
  });

  it('hide commands that do not apply', async () => {
    const listed = await paletteOf('semantic search');
    for (const title of [
      'Forget API Key',
      'Set API Key…',
      'Review Data Sent to Provider…',
      'Resume Indexing',
      'Clear Results',
      'Find Similar Code',
      'Search by Meaning in Folder…',
    ]) {
      expect(listed).not.toContain(`Semantic Search: ${title}`);
    }
    expect(listed).toContain('Semantic Search: Choose Embedding Provider…');
    await close();
  });

  it('include one key for the palette and one for the view', async () => {
    await window.page.keyboard.press("Control+'");
    await eventually(placeholder).toMatch(/^Describe what you are looking for/);
    await close();
    await window.page.keyboard.press("Control+Shift+'");
    view = await window.webview();
    await view.locator('textarea:focus').waitFor();
  });

  it('offer questions that this workspace answers before the first query', async () => {
    const examples = view.locator('.card button');
    await eventually(() => examples.count()).toBe(3);
    for (const text of await examples.allInnerTexts()) expect(sampleQuestions).toContain(text.trim());
    await window.screenshot('way-in-view');
    await examples.first().click();
    await results().first().waitFor();
  });

  it('include the menu of a folder in the Explorer', async () => {
    await window.command('View: Show Explorer');
    const src = window.page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'src' }).first();
    await window.contextMenu.choose('Search by Meaning in Folder…', () => src.click({ button: 'right' }));
    view = await window.webview();
    await eventually(() => box().inputValue()).toBe('path:/src ');
    await eventually(() => view.locator('.card').innerText()).toContain('Add search terms');
    await window.screenshot('way-in-folder');
    await window.page.keyboard.type('when does a session expire');
    await eventually(() => results().count()).toBeGreaterThan(0);
    const directories = await view.locator('.is-file .file-directory').allInnerTexts();
    for (const text of directories) expect(text).toMatch(/^src\b/);
  });

  it('pass the words to text search, from the view and from the palette', async () => {
    const { page } = window;
    const words = page.locator('.search-view .search-widget textarea').first();
    await box().fill('path:/src sendWithRetries');
    // Not one of the results for the question before.
    await eventually(() => results().first().innerText()).toContain('sendWithRetries');
    await window.command('Semantic Search: Find These Words in Files');
    await eventually(() => words.inputValue()).toBe('sendWithRetries');
    await eventually(() => page.locator('.search-view').innerText()).toMatch(/result/);
    await page.keyboard.press("Control+'");
    await window.quickInput.opened();
    await window.quickInput.type('expireSession');
    await page.keyboard.press('Control+Shift+F');
    await eventually(() => words.inputValue()).toBe('expireSession');
    await window.quickInput.closed();
  });
});

/** What users type or paste, file and line of the first result, and the name of the picture. */
const questions: readonly (readonly [
  what: string,
  text: string,
  file: string,
  line: string,
  picture: string,
])[] = [
  ['in Chinese about a retry', '重试失败的上传', 'uploadQueue.ts', '30', 'chinese-retry'],
  ['in Chinese about a session', '会话什么时候过期', 'session.ts', '33', 'chinese-session'],
  ['in Chinese about a cache', '缓存如何失效', 'cache.py', '27', 'chinese-cache'],
  [
    'that is a stack trace',
    'TypeError: Cannot read properties of undefined (reading "status") ' +
      'at UploadQueue.sendWithRetries (/srv/app/src/upload/uploadQueue.ts:33:15) ' +
      'at async UploadQueue.sendAll (/srv/app/src/upload/uploadQueue.ts:43:18) ' +
      'at node:internal/process/task_queues:95:5',
    'uploadQueue.ts',
    '33',
    'stack-trace',
  ],
  ['that quotes a phrase', '"refuses it for good"', 'uploadQueue.ts', '29', 'quoted-phrase'],
];

describe('a question', () => {
  it.each(questions)('%s is answered in the palette', async (_, text, file, line, picture) => {
    await window.command('Semantic Search: Ask…');
    await window.quickInput.type(text);
    await eventually(
      async () =>
        (await window.quickInput.items()).find(({ description }) => description !== '')?.description,
    ).toContain(`${file}:${line}`);
    await window.quickInput.restMouse();
    await window.screenshot(`palette-${picture}`);
    await window.quickInput.escape();
    await window.quickInput.closed();
  });

  it.each(questions)('%s is answered in the view', async (_, text, file, line, picture) => {
    view = await window.searchInSideBar();
    await box().fill(text);
    await box().press('Enter');
    await eventually(() => view.locator('.is-file .file-name').first().innerText()).toBe(file);
    await eventually(() => view.locator('.is-result').first().innerText()).toMatch(
      new RegExp(`\\b${line}\\b`),
    );
    await window.screenshot(`view-${picture}`);
  });
});

describe('the best result', () => {
  it('is opened from the palette at the right lines', async () => {
    await window.command('Semantic Search: Ask…');
    await window.quickInput.opened();
    await window.quickInput.type('where do we retry failed uploads');
    const first = async (): Promise<string> => (await window.quickInput.items())[0]?.description ?? '';
    await eventually(first).toMatch(/^uploadQueue\.ts:\d+ · src\/upload$/);
    const text = readFileSync(path.join(folder, 'src/upload/uploadQueue.ts'), 'utf8').split('\n');
    const comment = text.findIndex((one) => one.includes('Retries a failed upload')) + 1;
    // At the definition or its comment. The answer may be refreshed between the two, while the index grows.
    const isRight = (one: number | undefined): boolean => one === comment || one === comment + 1;
    expect(isRight(Number(/:(\d+)/.exec(await first())?.[1]))).toBe(true);
    await window.quickInput.accept();
    await window.quickInput.closed();
    await eventually(async () => isRight((await window.activeEditor())?.line)).toBe(true);
    const editor = await window.activeEditor();
    expect(editor?.fileName).toBe('uploadQueue.ts');
    const line = editor!.line;
    expect(editor?.firstVisibleLine).toBeLessThanOrEqual(line);
    expect(editor?.lastVisibleLine).toBeGreaterThanOrEqual(line);
  });

  it('is shown without any unrequested message', async () => {
    expect(await window.notifications()).toEqual([]);
  });
});
