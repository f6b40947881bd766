import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-chat-'));
const question = 'where do we retry failed uploads';
let window: VscodePage;

const chat = (): Locator => window.page.locator('.interactive-session');

/** The chat of VS Code with an agent that has no language model: it passes each question to the search tool. */
describe('an agent in the chat of VS Code', () => {
  beforeAll(async () => {
    window = await openVscode({
      workspace: await makeSampleRepository(directory),
      agent: path.resolve('test/fixtures/chatAgent'),
    });
    await window.indexed();
    await window.command('Chat: Open Chat in Editor');
    await chat().locator('.interactive-input-editor').waitFor();
  });

  afterAll(async () => {
    await window.close();
    rmSync(directory, { recursive: true });
  });

  it('calls the tool: the chat shows the query, and the agent gets the lines', async () => {
    await chat().locator('.interactive-input-editor').click();
    await window.page.keyboard.type(question);
    await window.page.keyboard.press('Enter');
    // The chat and the editor in it write some spaces as non-breaking ones.
    const answer = async (): Promise<string> =>
      (await chat().locator('.interactive-response').innerText()).replaceAll('\u00a0', ' ');
    await eventually(answer).toMatch(`Searching by meaning: ${question}`);
    await eventually(answer).toMatch(/index: fresh\. \d+ results/);
    await eventually(answer).toMatch(
      /src\/upload\/uploadQueue\.ts:\d+-\d+ UploadQueue › sendWithRetries\s+\d+\| /,
    );
    // High enough for the question and the whole answer.
    await window.page.setViewportSize({ width: 1280, height: 1000 });
    await chat().getByText(`Searching by meaning: ${question}`).waitFor();
    await window.screenshotsInThemes('chat');
  });

  it('uses the tool if the user names #semanticSearch', async () => {
    await chat().locator('.interactive-input-editor').click();
    await window.page.keyboard.type('#sem');
    const suggestions = window.page.locator('.suggest-widget .monaco-list-row');
    await eventually(() => suggestions.allInnerTexts()).toContainEqual(
      expect.stringMatching(/#semanticSearch\b[\s\S]*Semantic Search/),
    );
  });
});
