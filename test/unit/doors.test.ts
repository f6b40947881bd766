import { afterEach, describe, expect, it, vi } from 'vitest';
import { visibleText } from '../../src/common/text/visibleText';
import { writeJson, writeLines } from '../../src/cli/output';
import { renderAnswer, renderPlan, renderReport, renderStatus } from '../../src/cli/render';
import { entryText } from '../../src/vscode/indexTree/entryText';
import { healthReport } from '../../src/vscode/indexTree/health/healthReport';
import { labelText, notificationText } from '../../src/vscode/labelText';
import { offerDocument } from '../../src/vscode/provider/previewText';
import { resultText } from '../../src/vscode/search/resultText';
import { describeState, escapeMarkdown } from '../../src/vscode/status/indexStateText';
import { greetedPage, result } from './webview/viewFixtures';

/** Switches to red, sets the clipboard, breaks the line, and reverses the text direction. */
const hostile = 'x\x1b[31m\x1b]52;c;aGFja2Vk\x07\n\r\x9b2J\u202egpj.\u2066\u2029y';
const acting = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/;

const searchResult = {
  folder: '/w',
  path: `src/${hostile}.ts`,
  startLine: 1,
  endLine: 2,
  score: 1,
  kind: 'code',
  language: 'typescript',
  symbol: hostile,
  symbolKind: null,
  matchedBy: ['vector'],
  preview: `first\t${hostile}\nsecond`,
  line: 1,
  tellingLine: 1,
  previewLine: 1,
  matches: [],
} as const;
const index = { state: 'ready', files: 1, chunks: 1, unreadable: 1 } as const;
const provider = { id: 'openai', model: hostile, dimensions: 8, host: hostile };
const plan = {
  files: [{ path: hostile, chunks: 1, tokens: 1 }],
  chunks: 1,
  tokens: 1,
  known: 0,
  heldBack: [{ path: hostile, detail: hostile }],
  masked: [{ path: hostile, line: 1, what: hostile }],
  unread: [{ path: hostile, reason: hostile }],
};

/** The text written to a stream. */
function written(
  write: (output: { isTTY: boolean; write(text: string): void }) => void,
  isTTY = false,
): string {
  let text = '';
  write({ isTTY, write: (more) => (text += more) });
  return text;
}

describe('control characters from a workspace or a server are escaped', () => {
  it('on the command line, in a file and on a terminal', () => {
    const answer = { query: hostile, results: [searchResult], index, stale: [], tookMs: 1 };
    const plain = written((output) => {
      writeLines(output, renderAnswer(answer));
    });
    expect(plain.split('\n')).toEqual([
      `src/${visibleText(hostile)}.ts:1-2  ${visibleText(hostile)}  [vector]`,
      `    first  x${visibleText(hostile.slice(1, hostile.indexOf('\n')))}`,
      `    ${visibleText(hostile.slice(hostile.indexOf('\n') + 1))}`,
      '    second',
      '',
      '1 results in 1.0 ms from 1 file',
      '',
    ]);
    const onTerminal = written((output) => {
      writeLines(output, renderAnswer(answer));
    }, true);
    expect(onTerminal.replace(/\x1b\[(?:1|2|22)m/g, '')).toBe(plain);
    const path = { path: hostile, reason: hostile, detail: hostile };
    const report = {
      ...{ workspace: hostile, provider, files: 1, chunks: 1, embedded: 0, reused: 0, removed: 0 },
      ...{ skipped: 1, skippedBy: { [hostile]: 1 }, skippedDirectories: [], failed: 1, unreadable: 20 },
      ...{ unread: [path], provisional: [path], requests: 0, tookMs: 1 },
      withoutVector: [{ path: hostile, chunks: 1, code: 'PROVIDER_REFUSED', message: hostile } as const],
    };
    const status = {
      ...{ workspace: hostile, ...index, provider, indexDirectory: hostile, sizeBytes: 1 },
      filesWithoutVector: 1,
      tokens: 1,
    };
    for (const lines of [
      renderReport(report),
      renderPlan(plan),
      renderStatus(status),
      [`INTERNAL: ${hostile}`],
    ]) {
      const text = written((output) => {
        writeLines(output, lines);
      });
      expect(text).not.toMatch(acting);
      expect(text.split('\n')).toHaveLength(lines.length + 1);
    }
  });

  it('in JSON', () => {
    const text = written((output) => {
      writeJson(output, { results: [searchResult] });
    });
    expect(text.slice(0, -1)).not.toMatch(/[\n]/);
    expect(text).not.toMatch(acting);
    expect(JSON.parse(text)).toEqual({ results: [searchResult] });
  });

  it('in lists, notifications and hovers', () => {
    for (const text of Object.values(resultText(searchResult, hostile))) expect(text).not.toMatch(/[\n]/);
    for (const text of Object.values(resultText(searchResult, hostile))) expect(text).not.toMatch(acting);
    expect(labelText(`$(x)${hostile}`)).toBe(`\\$(x)${visibleText(hostile)}`);
    const message = notificationText(`${hostile} [ok](command:workbench.action.quit)`);
    expect(message).not.toMatch(acting);
    expect(message).toContain('[ok] (command:');
    expect(escapeMarkdown(hostile)).not.toMatch(acting);
    const failed = {
      type: 'file',
      path: hostile,
      name: hostile,
      chunks: 0,
      state: 'failed',
      reason: 'error',
      detail: hostile,
    } as const;
    expect(entryText(failed, () => 'default').tooltipMarkdown).not.toMatch(acting);
    const error = { code: 'PROVIDER_REFUSED', message: hostile, hint: hostile } as const;
    const state = { kind: 'failed', totals: { files: 1, chunks: 1 }, error } as const;
    expect(describeState(state, provider, {}).tooltipMarkdown).not.toMatch(acting);
  });

  it('in documents: the preview of sent data, a health report, results as text', () => {
    const offer = { provider: 'OpenAI', model: hostile, host: 'api.openai.com', plan };
    expect(offerDocument(offer)).not.toMatch(acting);
    const report = healthReport({
      ...{
        versions: {},
        window: {},
        provider: { ...provider, host: 'x' },
        folders: [],
        settings: [],
        codes: [],
      },
      state: { kind: 'ready', totals: { files: 1, chunks: 1 }, failedFiles: 0, skippedPaths: 0 },
    });
    expect(report).not.toMatch(acting);
    const { path, symbol } = searchResult;
    const found = result(path, 1, 1, { symbol, lines: [[{ text: `\tcode ${hostile}` }]] });
    const page = greetedPage().search('x', [found]);
    const [message] = page.receive({ type: 'exportAll', to: 'clipboard' }).sent('copy');
    expect(message?.text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]/);
    expect(message?.text.split('\n')).toEqual([
      `${visibleText(path)}:`,
      `  ${visibleText(hostile)}`,
      `    1  \tcode ${visibleText(hostile)}`,
      '',
    ]);
  });
});

describe('elements of the view', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('show control characters as escapes, in texts and hovers', async () => {
    const made: Record<string, unknown>[] = [];
    const createElement = (): Record<string, unknown> => {
      const attributes = new Map<string, string>();
      const element = {
        attributes,
        children: [] as unknown[],
        textContent: '',
        hasAttribute: (name: string) => attributes.has(name),
        getAttribute: (name: string) => attributes.get(name),
        setAttribute: (name: string, value: string) => attributes.set(name, value),
        append: (...children: unknown[]) => element.children.push(...children),
      };
      made.push(element);
      return element;
    };
    vi.stubGlobal('document', { createElement });
    const { h, setText } = await vi.importActual<{
      h: (tag: string, attributes: Readonly<Record<string, string>>, text: string) => object;
      setText: (element: object, text: string) => void;
    }>('../../src/webview/dom/h');
    const element = h('span', { title: hostile, 'aria-label': hostile, 'data-key': hostile }, `\t${hostile}`);
    setText(element, hostile);
    expect(made).toMatchObject([
      { children: [`\t${visibleText(hostile)}`], textContent: visibleText(hostile) },
    ]);
    const attributes = made[0]!['attributes'] as Map<string, string>;
    expect([...attributes.values()]).toEqual([visibleText(hostile), visibleText(hostile), hostile]);
  });
});
