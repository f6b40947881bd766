import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-languages-'));
let window: VscodePage;

beforeAll(async () => {
  window = await openVscode({ workspace: await makeSampleRepository(directory), language: 'zh-cn' });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const chinese = /[\u4e00-\u9fff]{2}/;
const labels = async (): Promise<string[]> => (await window.quickInput.items()).map(({ label }) => label);

describe('a window in Chinese', () => {
  it('searches in the palette', async () => {
    await window.command('语义搜索: 按含义搜索…');
    await window.quickInput.opened();
    expect(await window.quickInput.root.locator('input.input').getAttribute('placeholder')).toMatch(chinese);
    await window.quickInput.type('where do we retry failed uploads');
    const first = async (): Promise<string> => (await window.quickInput.items())[0]?.description ?? '';
    await eventually(first).toMatch(/^uploadQueue\.ts:\d+ · src\/upload$/);
    await window.screenshot('chinese-palette');
    await window.quickInput.escape();
  });

  it('chooses a provider, and translates the messages of the engine', async () => {
    await window.command('语义搜索: 选择嵌入服务提供商…');
    await eventually(labels).toContain('内置模型');
    const headings = async (): Promise<string[]> =>
      (await window.quickInput.items()).map(({ separator }) => separator);
    await eventually(headings).toContain('网关');
    await window.screenshot('chinese-providers');
    await window.quickInput.type('Ollama');
    await window.quickInput.accept('Ollama');
    // Nothing listens at its default address here; the engine's thread reports this in the summary.
    await eventually(async () => (await window.quickInput.items())[0]?.label).toContain(
      '无法访问 Ollama(localhost:11434 拒绝了连接)',
    );
    await window.screenshot('chinese-models');
    await window.quickInput.escape();
  });

  it('shows translated settings in groups', async () => {
    await window.command('Preferences: Open Settings (UI)');
    const editor = window.page.locator('.settings-editor');
    await editor
      .locator('.suggest-input-container .native-edit-context, .suggest-input-container textarea')
      .first()
      .focus();
    await window.page.keyboard.type('@ext:semantic-search.semantic-search');
    await eventually(() => editor.innerText()).toMatch(/一次搜索最初显示的结果数/);
    await window.screenshot('chinese-settings');
  });

  it('shows the state of the index', async () => {
    await window.command('语义搜索: 显示索引状态…');
    await window.quickInput.opened();
    await window.screenshot('chinese-status');
    for (const label of await labels()) expect(label).toMatch(chinese);
    await window.quickInput.escape();
  });

  it('shows results in its view', async () => {
    await window.command('语义搜索: 在侧边栏中搜索');
    const view = await window.webview();
    const card = (): Promise<string> => view.locator('.card').innerText();
    await eventually(card).toContain('用自然语言描述');
    // A lexicon knows Chinese.
    expect(await card()).not.toContain('内置模型仅支持英文提问');
    await window.screenshot('layout-chinese');
    await view.locator('input, textarea').first().fill('when does a session expire');
    await view.locator('.is-result').first().waitFor();
    await window.screenshot('chinese-view');
    expect(await view.locator('.summary').innerText()).toMatch(chinese);
  });
});
