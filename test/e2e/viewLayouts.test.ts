import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lookInThemes, themeKinds } from './support/accessibility';
import { editorHasFocus } from './support/editor';
import { eventually } from './support/eventually';
import { repositoryRoot } from './support/sampleRepository';
import { setSideBarWidth } from './support/sideBar';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-layouts-'));
const question = 'how is the query history kept';
let window: VscodePage;
let view: Frame;

/** What the methods of a class do, and with what. */
type Methods = readonly (readonly [verb: string, noun: string])[];

const historyMethods: Methods = [
  ['store', 'entry'],
  ['limit', 'list'],
  ['show', 'row'],
  ['clear', 'button'],
  ['share', 'window'],
  ['compare', 'spelling'],
];

const timetableMethods: Methods = [
  ['print', 'platform'],
  ['announce', 'train'],
  ['delay', 'departure'],
  ['cancel', 'journey'],
];

/** A class about a subject of two words, with a result in each of its long methods. */
function keeper(subject: string, of: Methods): string {
  const name = subject.replace(/(?:^| )./g, (start) => start.trim().toUpperCase());
  const methods = of.map(([verb, noun]) => [
    `  /** For the ${subject} that is kept: ${verb} each ${noun}. */`,
    `  ${verb}${name}(${noun}s: string[]): number {`,
    '    let kept = 0;',
    ...Array.from({ length: 34 }, (_, i) => {
      const value = `${verb} ${i * 7 + verb.length}`;
      return `    if (${noun}s[${i}] === '${value}') kept += this.${verb}${noun}(${noun}s[${i}], ${i});`;
    }),
    '    return kept;',
    '  }',
    '',
  ]);
  return [`/** Keeps the ${subject}. */`, `export class ${name}Keeper {`, ...methods.flat(), '}', ''].join(
    '\n',
  );
}

/**
 * A folder with more results than fit on a screen: part of this repository's sources, files with six and four
 * results, and a guide.
 */
function makeFolder(): string {
  const folder = path.join(directory, 'sources');
  for (const part of ['vscode', 'webview', 'common']) {
    cpSync(path.join(repositoryRoot(), 'src', part), path.join(folder, 'src', part), { recursive: true });
  }
  mkdirSync(path.join(folder, 'docs'));
  writeFileSync(
    path.join(folder, 'docs', 'history.md'),
    [
      '# Queries { #queries }',
      '',
      '## How the **query history** is kept { #history }',
      '',
      'The query history keeps the *last fifty* queries of a workspace. Each query is in it once.',
      '',
    ].join('\n'),
  );
  writeFileSync(path.join(folder, 'src', 'keeper.ts'), keeper('query history', historyMethods));
  writeFileSync(path.join(folder, 'src', 'timetable.ts'), keeper('railway timetable', timetableMethods));
  for (const [language, text] of Object.entries(guides)) {
    mkdirSync(path.join(folder, 'docs', language));
    writeFileSync(path.join(folder, 'docs', language, 'thumbnails.md'), text);
  }
  return folder;
}

/** One text in several languages. */
const guides = {
  en: '# Thumbnails\n\nA thumbnail of each picture is drawn in the background, and kept for thirty days.\n',
  de: '# Vorschaubilder\n\nZu jedem Bild wird im Hintergrund ein Vorschaubild (thumbnail) gezeichnet und dreißig Tage aufgehoben.\n',
  fr: '# Vignettes\n\nUne vignette (thumbnail) de chaque image est dessinée en arrière-plan et gardée trente jours.\n',
};

beforeAll(async () => {
  window = await openVscode({ workspace: makeFolder() });
  await window.page.setViewportSize({ width: 1280, height: 900 });
  await window.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  view = await window.searchInSideBar();
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const box = (): Locator => view.getByRole('textbox', { name: 'Search by meaning' });
const results = (): Locator => view.locator('.is-result');
const focusedRow = (): Locator => view.locator('.row:focus');
const press = (key: string): Promise<void> => window.page.keyboard.press(key);
const keysOf = (rows: Locator): Promise<string[]> =>
  rows.evaluateAll((all) => all.map((row) => (row as unknown as { dataset: { key: string } }).dataset.key));
/** A button in the title of the view. */
const titleButton = (label: string): Locator =>
  window.page.locator('.part.sidebar').getByRole('button', { name: label, exact: true });

async function ask(text: string): Promise<void> {
  await box().fill(text);
  await box().press('Enter');
  await focusedRow().waitFor();
}

const lightAndDark = themeKinds.filter(([name]) => !name.startsWith('high-contrast'));
const highContrast = themeKinds.filter(([name]) => name.startsWith('high-contrast'));

/** Number of results whose row is fully visible. */
async function seenResults(): Promise<number> {
  const scroller = (await view.locator('.scroller').boundingBox())!;
  const places = await Promise.all((await results().all()).map((row) => row.boundingBox()));
  return places.filter(
    (place) => place && place.y >= scroller.y && place.y + place.height <= scroller.y + scroller.height + 1,
  ).length;
}

describe('the box', () => {
  it('is shown once everything is indexed', async () => {
    await window.indexed();
    await box().waitFor();
  });

  it('keeps every letter that is typed over a selection, also at high speed', async () => {
    await box().focus();
    for (let round = 0; round < 8; round++) {
      await press('Control+a');
      await window.page.keyboard.type(`${question} ${round}`);
      expect(await box().inputValue()).toBe(`${question} ${round}`);
    }
  });

  it('moves the focus to the first result on Enter', async () => {
    await ask(question);
    expect(await focusedRow().getAttribute('data-key')).toBe((await keysOf(results()))[0]);
  });
});

describe('a tree with code', () => {
  it('shows at most three results of a file, and the others on a key press', async () => {
    const more = view.locator('.is-more').first();
    await more.waitFor();
    for (const group of await view.locator('.group').all()) {
      expect(await group.locator('.is-result').count()).toBeLessThanOrEqual(3);
    }
    const [moreKey = ''] = await keysOf(more);
    const fileKey = moreKey.replace(/^more /, '');
    const group = view.locator(`.group[data-key="${fileKey}"]`);
    const before = await keysOf(group.locator('.is-result'));
    const hidden = Number.parseInt(await more.innerText(), 10);
    await more.focus();
    await press('Enter');
    await eventually(() => group.locator('.is-result').count()).toBe(before.length + hidden);
    expect((await keysOf(group.locator('.is-result'))).slice(0, before.length)).toEqual(before);
    expect(await focusedRow().getAttribute('data-key')).toBe(
      (await keysOf(group.locator('.is-result')))[before.length],
    );
  });

  it('shows all lines of a result, and why it was found, on Right and with its button', async () => {
    const row = results().first();
    await row.focus();
    await press('ArrowRight');
    await eventually(() => row.locator('.result-reason').innerText()).toMatch(/^Found by /);
    expect(await row.getAttribute('aria-expanded')).toBe('true');
    await press('ArrowLeft');
    await row.locator('.result-reason').waitFor({ state: 'detached' });
    await row.hover();
    await row.getByTitle('Show Details').click();
    await row.locator('.result-reason').waitFor();
    await row.getByTitle('Hide Details').click();
    await row.locator('.result-reason').waitFor({ state: 'detached' });
  });

  it('does not lose a click on a row that is drawn again before the mouse button is released', async () => {
    const row = results().first();
    const { mouse } = window.page;
    const state = { kind: 'ready', totals: { files: 9, chunks: 9 }, failedFiles: 0, skippedPaths: 0 };
    const environment = { hasFolder: true, isTrusted: true, maxResults: 30, asksInEnglish: false };
    const setCompact = (isCompact: boolean): Promise<unknown> => {
      const layout = { isCompact, isList: false };
      const data = { type: 'state', state, environment: { ...environment, layout } };
      return view.evaluate(`dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(data)} }))`);
    };
    await row.hover();
    await row.getByTitle('Show Details').hover();
    await mouse.down();
    await setCompact(true);
    await mouse.up();
    await row.locator('.result-reason').waitFor();
    await view.locator('.tree.is-compact').waitFor();
    await setCompact(false);
    await view.locator('.tree.is-compact').waitFor({ state: 'detached' });
    await row.hover();
    await row.getByTitle('Hide Details').click();
    await row.locator('.result-reason').waitFor({ state: 'detached' });
  });
});

describe('the layouts', () => {
  it('show at least 15 one-line results in 900 pixels, as a tree and as a list', async () => {
    await titleButton('View Results in One Line Each').click();
    await view.locator('.tree.is-compact').waitFor();
    await eventually(seenResults).toBeGreaterThanOrEqual(15);
    await window.screenshot('layout-tree-compact');
    await titleButton('View Results as List').click();
    await view.locator('.tree.is-list').waitFor();
    await eventually(seenResults).toBeGreaterThanOrEqual(15);
    await window.screenshot('layout-list-compact');
  });

  it('always show the file in a list, also in a narrow side bar', async () => {
    // Hidden rows have no layout.
    const seenFiles = async (): Promise<number[]> => {
      const places = (await view.locator('.result-file').all()).map((file) => file.boundingBox());
      const { y, height } = (await view.locator('.scroller').boundingBox())!;
      return (await Promise.all(places)).flatMap((place) =>
        place && place.y >= y && place.y + place.height <= y + height ? [place.width] : [],
      );
    };
    await setSideBarWidth(window, 200);
    await eventually(async () => (await seenFiles()).length).toBeGreaterThan(0);
    await eventually(async () => Math.min(...(await seenFiles()))).toBeGreaterThan(40);
    expect(await view.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await window.screenshot('layout-list-compact-narrow');
    await setSideBarWidth(window, 420);
  });

  it('show the last heading and the first sentence of documentation as plain text', async () => {
    const row = view.locator('.is-result', { hasText: 'How the query history is kept' });
    await row.waitFor();
    expect(await row.locator('.result-name').innerText()).toBe('How the query history is kept');
    expect(await row.locator('.result-telling').innerText()).toBe(
      'The query history keeps the last fifty queries of a workspace.',
    );
    expect(await row.locator('.result-file').innerText()).toBe('history.md');
  });

  it('are kept after a reload, and can be changed back', async () => {
    const before = await keysOf(results());
    await window.reload();
    view = await window.webview();
    await view.locator('.tree.is-list.is-compact').waitFor();
    await eventually(() => keysOf(results())).toEqual(before);
    await titleButton('View Results with Code').click();
    await view.locator('.tree.is-list:not(.is-compact)').waitFor();
    await window.screenshot('layout-list-code');
    await titleButton('View Results as Tree').click();
    await view.locator('.tree:not(.is-list)').waitFor();
  });

  it('are usable at a zoom of 150 percent', async () => {
    await window.page.setViewportSize({ width: 853, height: 600 });
    await titleButton('View Results in One Line Each').click();
    await view.locator('.tree.is-compact').waitFor();
    await window.screenshot('layout-tree-compact-150');
    expect(await view.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    await titleButton('View Results with Code').click();
    await view.locator('.tree:not(.is-compact)').waitFor();
    await window.page.setViewportSize({ width: 1280, height: 900 });
  });

  it('are accessible as a tree in every theme, and as a list in two themes', async () => {
    await titleButton('View Results in One Line Each').click();
    await view.locator('.tree.is-compact').waitFor();
    // Every kind of row, but few of each: the check takes time for each element.
    await ask('how is the railway timetable kept path:{src/timetable.ts,docs/history.md}');
    await view.locator('.is-more').waitFor();
    expect(await lookInThemes(window, view, 'a11y-tree-compact')).toEqual([]);
    await titleButton('View Results as List').click();
    await view.locator('.tree.is-list').waitFor();
    await results().nth(1).focus();
    await press('ArrowRight');
    await view.locator('.result-reason').waitFor();
    expect(await lookInThemes(window, view, 'a11y-list-compact', { kinds: lightAndDark })).toEqual([]);
    await titleButton('View Results with Code').click();
    await view.locator('.tree:not(.is-compact)').waitFor();
    expect(await lookInThemes(window, view, 'a11y-list-code', { kinds: highContrast })).toEqual([]);
    await titleButton('View Results as Tree').click();
    await view.locator('.tree:not(.is-list)').waitFor();
    await window.setTheme('Default Dark Modern');
  });
});

describe('Show More', () => {
  it('adds the new results below the others, and keeps the focus', async () => {
    await ask(question);
    const before = await keysOf(view.locator('.row'));
    await view.getByRole('button', { name: 'Show More Results' }).click();
    await eventually(() => view.locator('.row').count()).toBeGreaterThan(before.length);
    expect((await keysOf(view.locator('.row'))).slice(0, before.length)).toEqual(before);
  });
});

describe('translations', () => {
  it('are one row below their result, which the keyboard expands', async () => {
    await ask('thumbnail of a picture');
    const over = view.locator('.is-siblings', { hasText: '+ 2 translations' });
    await over.waitFor();
    await over.focus();
    await press('ArrowRight');
    await view.locator('.is-sibling').nth(1).waitFor();
    await window.screenshot('layout-translations');
    await press('ArrowDown');
    await press('Enter');
    await eventually(async () => (await window.activeEditor())?.fileName).toBe('thumbnails.md');
    await eventually(() => window.page.locator('.breadcrumbs-control').innerText()).toMatch(/\b(de|fr)\b/);
  });
});

describe('several results', () => {
  it('are selected with Shift+Down, and copied with the lines at which their code starts', async () => {
    await titleButton('View Results as List').click();
    await view.locator('.tree.is-list').waitFor();
    await ask(question);
    await press('Shift+ArrowDown');
    const selected = view.locator('.row[aria-selected="true"]');
    await eventually(() => selected.count()).toBe(2);
    const firstLine = (index: number): Promise<string> =>
      selected.nth(index).locator('.line-number').first().innerText();
    const [first, second] = [await firstLine(0), await firstLine(1)];
    await press('Control+c');
    await eventually(() => window.page.evaluate<string>('navigator.clipboard.readText()')).toMatch(
      new RegExp(`^\\S+:${first}\\n[^]*\\n\\n\\S+:${second}\\n`),
    );
  });

  it('are selected with Ctrl+click, and dismissed and restored together', async () => {
    await ask(question);
    // Only the first row is selected, independent of the previous selection.
    await press('Home');
    await eventually(() => keysOf(view.locator('.row[aria-selected="true"]'))).toHaveLength(1);
    const heading = results().nth(2).locator('.result-heading');
    await heading.click({ modifiers: ['Control'] });
    const keys = await keysOf(results());
    await eventually(() => keysOf(view.locator('.row[aria-selected="true"]'))).toEqual([keys[0], keys[2]]);
    await press('Delete');
    await eventually(async () => (await keysOf(results())).slice(0, 2)).toEqual([keys[1], keys[3]]);
    await press('Control+z');
    await eventually(() => keysOf(results())).toEqual(keys);
    await titleButton('View Results as Tree').click();
    await view.locator('.tree:not(.is-list)').waitFor();
  });
});

describe('the menu of a result', () => {
  const openMenu = (): Promise<void> =>
    results().first().locator('.result-heading').click({ button: 'right' });

  it('opens it permanently', async () => {
    await ask(question);
    await window.contextMenu.choose('Open', openMenu);
    await eventually(async () => (await window.activeEditor())?.isPreview).toBe(false);
    await editorHasFocus(window);
  });

  it('limits the search to its folder, and excludes its file or its folder', async () => {
    await ask(question);
    const first = (await view.locator('.is-file .file-directory').first().innerText()).trim();
    await window.contextMenu.choose('Search Only in This Folder', openMenu);
    const include = view.getByRole('textbox', { name: 'files to include' });
    await eventually(() => include.inputValue()).toBe(`/${first}`);
    await eventually(async () =>
      (await view.locator('.is-file .file-directory').allInnerTexts()).every((one) =>
        one.trim().startsWith(first),
      ),
    ).toBe(true);
    await window.screenshot('layout-menu-only-folder');
    const file = await view.locator('.is-file .file-name').first().innerText();
    await window.contextMenu.choose('Leave Out This File', openMenu);
    await eventually(() => view.locator('.is-file .file-name').allInnerTexts()).not.toContain(file);
    await include.fill('');
    await view.getByRole('textbox', { name: 'files to exclude' }).fill('');
    await view.getByRole('button', { name: 'Toggle Search Details' }).click();
    await eventually(() => view.locator('.is-file .file-name').allInnerTexts()).toContain(file);
  });

  it('dismisses it, and restores it with Ctrl+Z', async () => {
    await ask(question);
    const before = await keysOf(results());
    await press('Delete');
    await eventually(() => keysOf(results())).not.toContain(before[0]);
    await press('Control+z');
    await eventually(() => keysOf(results())).toEqual(before);
    expect(await focusedRow().getAttribute('data-key')).toBe(before[0]);
  });

  it('shows its file in the Explorer', async () => {
    const file = await view.locator('.is-file .file-name').first().innerText();
    await window.contextMenu.choose('Reveal in Explorer View', openMenu);
    await window.page
      .locator('.explorer-folders-view .monaco-list-row.selected', { hasText: file })
      .waitFor();
    view = await window.searchInSideBar();
  });
});

describe('the view in the panel', () => {
  it('steps through its results with F4 from the editor', async () => {
    await ask(question);
    await press('Enter');
    await eventually(async () => (await window.activeEditor())?.isPreview).toBe(false);
    await window.command('View: Move View');
    await window.quickInput.type('Results');
    await window.quickInput.accept('Results');
    await window.quickInput.type('New Panel Entry');
    await window.quickInput.accept('New Panel Entry');
    await window.page.locator('.part.panel').waitFor();
    await window.command('View: Show Explorer');
    await window.page.locator('.explorer-folders-view').waitFor();
    view = await window.webview();
    await results().first().waitFor();
    await window.page.locator('.editor-group-container.active .monaco-editor .view-lines').first().click();
    const before = await view.locator('.row[aria-selected="true"]').getAttribute('data-key');
    await press('F4');
    await eventually(() => view.locator('.row[aria-selected="true"]').getAttribute('data-key')).not.toBe(
      before,
    );
    await press('Shift+F4');
    await eventually(() => view.locator('.row[aria-selected="true"]').getAttribute('data-key')).toBe(before);
    await window.screenshot('layout-panel');
  });
});
