import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-questions-'));
let window: VscodePage;

beforeAll(async () => {
  window = await openVscode({ workspace: await makeSampleRepository(directory) });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
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
    await window.command('Semantic Search: Search in Side Bar');
    const view: Frame = await window.webview();
    const box = view.getByRole('textbox', { name: 'Search by meaning' });
    await box.fill(text);
    await box.press('Enter');
    await eventually(() => view.locator('.is-file .file-name').first().innerText()).toBe(file);
    await eventually(() => view.locator('.is-result').first().innerText()).toMatch(
      new RegExp(`\\b${line}\\b`),
    );
    await window.screenshot(`view-${picture}`);
  });
});
