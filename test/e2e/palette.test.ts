import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddingServer, type EmbeddingServer, type ReceivedRequest } from '../support/embeddingServer';
import { editorHasFocus, resultIsOpen } from './support/editor';
import { eventually, reaches } from './support/eventually';
import { makeSampleRepository, repositoryRoot } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-palette-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const title = (): Promise<string> => window.quickInput.root.locator('.quick-input-title').innerText();
const text = (): Promise<string> => window.quickInput.text();
const labels = async (): Promise<string[]> => (await window.quickInput.items()).map(({ label }) => label);
/** Location of each row; a result without a name has file and line in its label. */
const places = async (): Promise<string[]> =>
  (await window.quickInput.items())
    .map(({ label, description }) => (/:\d+$/.test(label) ? `${label} · ${description}` : description))
    .filter(Boolean);
const focused = async (): Promise<string | undefined> => (await window.quickInput.focusedItem())?.label;
const titleButton = (name: string): Locator =>
  window.quickInput.root.locator('.quick-input-titlebar').getByRole('button', { name });
const copiedMessage = (): Locator => window.statusBarItem(/^\s*Copied/);
const editorGroups = (): Promise<number> => window.page.locator('.editor-group-container').count();

async function open(typed?: string): Promise<void> {
  await window.command('Semantic Search: Ask…');
  await eventually(() => title()).toMatch(/^Semantic Search/);
  if (typed !== undefined) await window.quickInput.type(typed);
}

/** Presses Enter and waits until the result has the focus: a late focus change would close the next palette. */
async function openFocused(fileName: RegExp): Promise<void> {
  await window.quickInput.accept();
  await resultIsOpen(window, fileName);
}

async function openUntitled(): Promise<void> {
  await window.command('File: New Untitled Text File');
  await editorHasFocus(window);
}

/** An editor that closes or opens late takes the focus, and closes a palette opened meanwhile. */
async function closeAllEditors(): Promise<void> {
  await window.command('View: Close All Editors');
  await eventually(() => window.activeEditor()).toBeUndefined();
}

/** Takes a screenshot without the mouse over visible elements. */
async function screenshot(name: string): Promise<void> {
  await window.quickInput.restMouse();
  await window.screenshot(name);
}

const isPreviewed = async (): Promise<boolean> => (await window.activeEditor())?.isPreview === true;

/** Moves down and up again, as the user does to see the first result. */
async function lookAtFirst(fileName: string): Promise<void> {
  const { keyboard } = window.page;
  const first = await focused();
  const before = await window.activeEditor();
  await window.quickInput.moveDown(
    async () => JSON.stringify(await window.activeEditor()) !== JSON.stringify(before),
  );
  await keyboard.press('ArrowUp');
  await eventually(focused).toBe(first);
  await eventually(async () => (await window.activeEditor())?.fileName).toBe(fileName);
}

/** Types a query and waits for its results. */
async function search(typed: string, place: RegExp): Promise<void> {
  await open(typed);
  await eventually(async () => (await places())[0]).toMatch(place);
}

describe('the quick search', () => {
  beforeAll(async () => {
    window = await openVscode({ workspace: await makeSampleRepository(directory) });
    await window.indexed();
  });

  afterAll(async () => {
    await window.close();
  });

  // Before each test rather than after, so that the state of a failed test is visible in the screenshot.
  beforeEach(async () => {
    await window.quickInput.escape();
    await closeAllEditors();
    await window.quickInput.closed();
  });

  it('lists the filters in the empty box, and inserts a chosen one', async () => {
    await open('');
    await eventually(labels).toEqual(['lang:', 'path:', 'kind:']);
    const [first] = await window.quickInput.items();
    expect(first?.separator).toBe('filters');
    expect(first?.description).toContain('language');
    await screenshot('palette-empty');
    await window.quickInput.accept();
    await eventually(text).toBe('lang:');
    await eventually(labels).toContain('lang:typescript');
  });

  it('completes a language with the keyboard, and stays open', async () => {
    const { keyboard } = window.page;
    await search(`${question} `, /uploadQueue|retryPolicy/);
    await keyboard.press('End');
    await keyboard.type('lang:py');
    await eventually(focused).toBe('lang:python');
    const [first] = await window.quickInput.items();
    expect(first?.description).toBe('Python');
    await screenshot('palette-completion');
    await window.quickInput.accept();
    await eventually(text).toBe(`${question} lang:python `);
    await eventually(places).toSatisfy(
      (found: string[]) => found.length > 0 && found.every((place) => place.includes('.py:')),
    );
    expect(await title()).toBe('Semantic Search · Python');
    // The next typed text is appended.
    await keyboard.type('x');
    expect(await text()).toBe(`${question} lang:python x`);
  });

  it('opens a result on Enter once a filter is complete', async () => {
    await open(`${question} lang:typescript`);
    await eventually(title).toBe('Semantic Search · TypeScript');
    await eventually(async () => (await places())[0]).toMatch(/uploadQueue|retryPolicy/);
    expect(await labels()).not.toContain('lang:typescript');
    await openFocused(/\.ts$/);
  });

  it('offers kinds and directories for the mouse; a complete path keeps the focus on the results', async () => {
    await search(`${question} kind:`, /^Source code/);
    await window.quickInput.accept('kind:docs');
    await eventually(text).toBe(`${question} kind:docs `);
    await eventually(title).toBe('Semantic Search · documentation only');
    await eventually(places).toSatisfy(
      (found: string[]) => found.length > 0 && found.every((place) => place.includes('.md:')),
    );
    await window.quickInput.type(`${question} path:src`);
    await eventually(title).toBe('Semantic Search · in src');
    await eventually(labels).toContain('path:src/upload/**');
    await eventually(focused).toBeDefined();
    await eventually(focused).not.toMatch(/^path:/);
    await screenshot('palette-path');
    await window.quickInput.accept('path:src/upload/**');
    await eventually(text).toBe(`${question} path:src/upload/** `);
    await eventually(places).toSatisfy(
      (found: string[]) =>
        found.length > 0 && found.every((place) => /^[\w.]+:\d+ · src\/upload/.test(place)),
    );
  });

  it('asks for search terms if there are only filters', async () => {
    await open('lang:go ');
    await eventually(async () => (await labels())[0]).toBe('Add search terms');
    await window.quickInput.accept();
    expect(await text()).toBe('lang:go ');
  });

  it('previews the focused result, and restores the editor on Escape', async () => {
    await search(question, /uploadQueue/);
    await window.quickInput.moveDown(isPreviewed);
    const second = await window.activeEditor();
    // Also the first result, once the user has moved to it.
    await window.page.keyboard.press('ArrowUp');
    await eventually(() => window.activeEditor()).toMatchObject({ fileName: 'uploadQueue.ts' });
    await eventually(() => window.activeEditor()).not.toEqual(second);
    await window.quickInput.escape();
    await eventually(() => window.activeEditor()).toBeUndefined();
    await window.screenshotsInThemes('palette', async () => {
      await window.quickInput.escape();
      await search(`${question} path:src`, /\.ts:/);
      await lookAtFirst('uploadQueue.ts');
      await window.quickInput.restMouse();
    });
  });

  it('restores the editor when the box is emptied, and stays open', async () => {
    await window.command('View: Show Explorer');
    await window.page.locator('.explorer-folders-view').getByRole('treeitem', { name: 'README.md' }).click();
    await eventually(() => window.activeEditor()).toMatchObject({ fileName: 'README.md', isPreview: true });
    await search(question, /uploadQueue/);
    await lookAtFirst('uploadQueue.ts');
    await window.quickInput.type('');
    await eventually(() => window.activeEditor()).toMatchObject({ fileName: 'README.md', isPreview: true });
    await window.quickInput.type(question);
    await eventually(async () => (await places())[0]).toMatch(/uploadQueue/);
  });

  it('shows the name, place and kind of a result, also to a screen reader', async () => {
    await search(question, /^uploadQueue\.ts:\d+ · src\/upload$/);
    const [first] = await window.quickInput.items();
    expect(first?.detail).not.toBe('');
    const row = window.quickInput.root.locator('.monaco-list-row.focused');
    const spoken = await row.getAttribute('aria-label');
    expect(spoken).toContain(first?.label);
    expect(spoken).toContain(first?.description);
    expect(spoken).toContain(first?.detail);
    expect(spoken).toMatch(/symbol-\w+/);
    await window.quickInput.type(`${question} kind:docs`);
    await eventually(async () => (await places())[0]).toMatch(/\.md:/);
    await row.locator('.codicon-book').waitFor();
    // Each result shows text other than its heading.
    const items = await window.quickInput.items();
    expect(items.every(({ label, detail }) => detail !== label && !detail.startsWith('#'))).toBe(true);
    await screenshot('palette-docs');
  });

  it('copies the place of a result by mouse and by keyboard, and stays open', async () => {
    await search(question, /uploadQueue/);
    const place = ((await places())[0] ?? '').replace(/^(\S+) · (\S+)$/, '$2/$1');
    const row = window.quickInput.root.locator('.monaco-list-row').first();
    await row.hover();
    await row.getByRole('button', { name: 'Copy Path' }).click();
    await eventually(() => copiedMessage().innerText()).toContain(`Copied ${place}`);
    await window.quickInput.opened();
    await copiedMessage().waitFor({ state: 'detached' });
    await window.quickInput.root.locator('input.input').focus();
    await window.quickInput.root.locator('.monaco-list-row.focused').waitFor();
    const reached = row.locator('[aria-label="Copy Path"]:focus');
    for (let stops = 0; stops < 8; stops++) {
      await window.page.keyboard.press('Tab');
      if ((await reached.count()) > 0) break;
    }
    await window.page.keyboard.press('Enter');
    await eventually(() => copiedMessage().innerText()).toContain(`Copied ${place}`);
    await window.quickInput.opened();
  });

  it('opens to the side by keyboard and by mouse', async () => {
    await openUntitled();
    await search(question, /uploadQueue/);
    await window.page.keyboard.press('Control+\\');
    await window.quickInput.closed();
    await eventually(editorGroups).toBe(2);
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('uploadQueue.ts');
    await closeAllEditors();
    await openUntitled();
    await search(question, /uploadQueue/);
    const row = window.quickInput.root.locator('.monaco-list-row').first();
    await row.hover();
    await row.getByRole('button', { name: 'Open to the Side' }).click();
    await eventually(editorGroups).toBe(2);
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('uploadQueue.ts');
  });

  it('opens a result in the background with the right arrow key, and stays open', async () => {
    const { keyboard } = window.page;
    await openUntitled();
    await search(question, /uploadQueue/);
    await keyboard.press('End');
    await keyboard.press('ArrowRight');
    await eventually(() => window.activeEditor()).toMatchObject({
      fileName: 'uploadQueue.ts',
      isPreview: false,
    });
    await window.quickInput.root.locator('input.input:focus').waitFor();
    await window.quickInput.moveDown(isPreviewed);
    // Opened files stay open, previews are closed.
    await window.quickInput.escape();
    await window.quickInput.closed();
    await eventually(() => window.activeEditor()).toMatchObject({
      fileName: 'uploadQueue.ts',
      isPreview: false,
    });
    expect(await editorGroups()).toBe(1);
  });

  it('adds nothing to the Go Back history if no result was previewed', async () => {
    await window.command('View: Show Explorer');
    for (const name of ['.gitignore', 'README.md']) {
      await window.page.locator('.explorer-folders-view').getByRole('treeitem', { name }).click();
      await eventually(() => window.activeEditor()).toMatchObject({ fileName: name });
    }
    await search(question, /uploadQueue/);
    await window.quickInput.type('when does a session expire');
    await eventually(async () => (await places())[0]).toMatch(/session/);
    await window.quickInput.escape();
    await window.quickInput.closed();
    await window.command('Go Back');
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('.gitignore');
  });

  it('opens with its last text selected; queries with a viewed result are recent searches', async () => {
    await search('how are thumbnails made', /thumbnails/);
    await lookAtFirst('thumbnails.py');
    await window.quickInput.escape();
    await window.quickInput.closed();
    await open();
    await eventually(text).toBe('how are thumbnails made');
    await eventually(async () => (await places())[0]).toMatch(/thumbnails/);
    // Typing replaces it.
    await window.page.keyboard.press('Delete');
    expect(await text()).toBe('');
    await eventually(async () => (await labels())[0]).toBe('how are thumbnails made');
  });

  it('shows the results in the view with its button', async () => {
    await search(`${question} lang:typescript`, /uploadQueue/);
    await titleButton('Show All in the Side Bar View').click();
    await window.quickInput.closed();
    const view = await window.webview();
    await eventually(() => view.getByRole('textbox', { name: 'Search by meaning' }).inputValue()).toContain(
      question,
    );
  });

  it('lists earlier searches in the empty box, and removes one or all of them', async () => {
    await search('when does a session expire', /session/);
    await openFocused(/session/);
    await open('');
    await eventually(async () => (await labels())[0]).toBe('when does a session expire');
    const [first] = await window.quickInput.items();
    expect(first?.separator).toBe('recent searches');
    expect(await labels()).toContain('lang:');
    await screenshot('palette-recent');
    const row = window.quickInput.root.locator('.monaco-list-row').first();
    await row.hover();
    await row.getByRole('button', { name: 'Remove from Recent Searches' }).click();
    await eventually(labels).not.toContain('when does a session expire');
    await eventually(async () => (await labels())[0]).toBe(`${question} lang:typescript`);
    // Enter runs it again.
    await window.quickInput.accept();
    await eventually(text).toBe(`${question} lang:typescript`);
    await eventually(async () => (await places())[0]).toMatch(/uploadQueue/);
    expect(await titleButton('Clear Recent Searches').count()).toBe(0);
    await window.quickInput.type('');
    await titleButton('Clear Recent Searches').click();
    await eventually(labels).toEqual(['lang:', 'path:', 'kind:']);
    await eventually(() => titleButton('Clear Recent Searches').count()).toBe(0);
  });

  it.each([
    {
      hint: 'a name that occurs nowhere',
      typed: 'sendWithRetrys',
      note: 'Did you mean sendWithRetries?',
      corrected: 'sendWithRetries',
    },
    {
      hint: 'a value that no file has',
      typed: 'failed uploads lang:typscript',
      note: "No files of the language 'typscript'. Did you mean typescript?",
      corrected: 'failed uploads lang:typescript',
    },
    {
      hint: 'a path that no file has',
      typed: 'failed uploads path:nosuch/**',
      note: "No files match the path 'nosuch/**'.",
      corrected: 'failed uploads',
    },
  ])('suggests a correction for $hint, and searches for it on Enter', async ({ typed, note, corrected }) => {
    await open(typed);
    await eventually(labels).toContain(note);
    const at = (await labels()).indexOf(note);
    await screenshot(`palette-hint-${corrected.length}`);
    // The row that has the focus is the first result, if there is one.
    for (let row = (await labels()).indexOf((await focused()) ?? ''); row > at; row--)
      await window.page.keyboard.press('ArrowUp');
    await eventually(focused).toBe(note);
    await window.quickInput.accept();
    await eventually(text).toBe(corrected);
    await eventually(places).toSatisfy((found: string[]) => found.some((place) => place.includes('.ts:')));
    await eventually(labels).not.toContain(note);
  });

  it('shows that the model does not know the language of a question, and offers to choose another', async () => {
    await open('أين تتم إعادة محاولة التحميلات الفاشلة');
    await eventually(labels).toContain('The built-in model does not understand this language');
    await screenshot('palette-hint-language');
    await window.quickInput.row('The built-in model does not understand this language').click();
    await eventually(title).toMatch(/\(1\/3\)/);
  });
});

/** Creates documentation in three languages and a copied code file. */
function makeTranslatedFolder(): string {
  const folder = path.join(directory, 'translated');
  const files = {
    'docs/en/docs/tutorial/cors.md':
      '# Allow `other` origins { #allow-other-origins }\n\n' +
      'A browser asks the server whether a page of **another** origin may read its answers.\n',
    'docs/de/docs/tutorial/cors.md':
      '# Andere Quellen zulassen\n\n' +
      'Ein Browser fragt den Server, ob eine Seite anderer Herkunft seine Antworten lesen darf.\n',
    'docs/fr/docs/tutorial/cors.md':
      "# Permettre d'autres origines\n\n" +
      "Un navigateur demande au serveur si une page d'une autre origine peut lire ses réponses.\n",
    'client/dates.ts':
      '/** Formats a date as people of a country write it. */\nexport function formatDate(): void {}\n',
    'server/dates.ts':
      '/** Formats a date as people of a country write it. */\nexport function formatDate(): void {}\n',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

describe('the quick search over translations and copies', () => {
  const query = 'may a page of another origin read the answers';
  const unfold = async (): Promise<void> => {
    const row = window.quickInput.root.locator('.monaco-list-row.focused');
    await row.hover();
    await row.getByRole('button', { name: 'Show Copies and Translations' }).click();
  };
  const separators = async (): Promise<string[]> =>
    (await window.quickInput.items()).map(({ separator }) => separator).filter(Boolean);

  beforeAll(async () => {
    window = await openVscode({ workspace: makeTranslatedFolder() });
    await window.indexed();
  });

  afterAll(async () => {
    await window.close();
  });

  it('shows them as one row with the last heading, file and line, and the first sentence', async () => {
    await search(query, /^cors\.md:\d+ · \+ 2 translations · docs\/en/);
    const [first] = await window.quickInput.items();
    expect(first?.label).toBe('Allow other origins');
    expect(first?.detail).toMatch(/^A browser asks the server whether a page of another origin/);
    await screenshot('palette-translations');
  });

  it('unfolds them with the button of the row, and folds them with the button of the title', async () => {
    await unfold();
    await eventually(separators).toEqual(['Copies and translations']);
    await eventually(async () => (await places()).map((place) => place.replace(/^\S+ · /, ''))).toEqual([
      expect.stringContaining('docs/en'),
      expect.stringContaining('docs/de'),
      expect.stringContaining('docs/fr'),
    ]);
    await screenshot('palette-unfolded');
    await titleButton('Back').click();
    await eventually(async () => (await places())[0]).toMatch(/\+ 2 translations/);
    await eventually(focused).toBe('Allow other origins');
  });

  it('folds them with the key of VS Code, and opens one of them', async () => {
    await unfold();
    await eventually(separators).toEqual(['Copies and translations']);
    await window.page.keyboard.press('Control+Alt+Minus');
    await eventually(async () => (await places())[0]).toMatch(/\+ 2 translations/);
    await window.quickInput.type('formats a date of a country');
    await eventually(async () => (await places())[0]).toMatch(/^dates\.ts:\d+ · \+ 1 copy · /);
    await unfold();
    await eventually(separators).toEqual(['Copies and translations']);
    // The order of the copies is up to the ranking.
    await eventually(async () =>
      (await places()).map((place) => /client|server/.exec(place)?.[0]).sort(),
    ).toEqual(['client', 'server']);
    await window.quickInput.moveDown(isPreviewed);
    await eventually(() => window.activeEditor()).toMatchObject({ fileName: 'dates.ts', isPreview: true });
    await openFocused(/dates\.ts/);
  });
});

describe('the quick search while the index is being built', () => {
  const isQuery = ({ inputs }: ReceivedRequest): boolean => inputs.length === 1;
  let server: EmbeddingServer;

  /** Lets the server accept this many more requests, and queries; then the index stays unfinished. */
  function letPass(requests: number): void {
    let left = requests;
    server.release();
    server.hold((request) => isQuery(request) || left-- > 0);
  }

  beforeAll(async () => {
    // More than thirty requests.
    const workspace = path.join(directory, 'undici');
    cpSync(path.join(repositoryRoot(), 'node_modules', 'undici', 'lib'), workspace, { recursive: true });
    server = await startEmbeddingServer();
    letPass(5);
    window = await openVscode({
      workspace,
      settings: {
        'semanticSearch.provider': 'openai-compatible',
        'semanticSearch.baseUrl': server.url,
        'semanticSearch.model': 'words-64',
        'http.proxySupport': 'off',
      },
    });
  });

  afterAll(async () => {
    await window.close();
    await server.close();
  });

  it('shows partial answers, and updates them while the index grows', async () => {
    await open('parse the header of a response');
    await eventually(title).toMatch(/Indexing [\d,]+ of/);
    await eventually(async () => (await places()).length).toBeGreaterThan(0);
    await screenshot('palette-building');
    // The results may stay the same: files with the words of the question are indexed first.
    const before = await title();
    letPass(10);
    await eventually(title).not.toBe(before);
    expect(await title()).toMatch(/Indexing [\d,]+ of/);
    server.release();
    await reaches(title, 'Semantic Search');
    await eventually(async () => (await places()).length).toBeGreaterThan(3);
  });
});
