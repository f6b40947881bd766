import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SemanticSearchError, type ErrorData } from '../../../src/common/errors/errors';
import type { ModelInfo, ProviderTest, SendingPlan } from '../../../src/common/contracts/providerInfo';
import type { Draft } from '../../../src/vscode/provider/steps/draft';
import { outputTypeRows } from '../../../src/vscode/provider/steps/outputTypeRows';
import { queryModelRows } from '../../../src/vscode/provider/steps/queryModelRows';
import { summaryContent } from '../../../src/vscode/provider/steps/summaryRows';
import { SummaryWork, type SummaryFindings } from '../../../src/vscode/provider/steps/summaryWork';
import type { StepContext } from '../../../src/vscode/provider/steps/step';
import type { ChoiceRow } from '../../../src/vscode/provider/steps/stepRow';
import { providerInfo } from './providerInfoSample';

const editor = vi.hoisted(() => ({ workspace: { workspaceFolders: [{}] as unknown[] } }));
vi.mock('vscode', () => editor);

const small: ModelInfo = {
  id: 'small',
  dimensions: 1536,
  otherDimensions: [512],
  price: { amount: 0.02, currency: 'USD' },
};
const info = providerInfo({ label: 'Sample', defaultModel: 'small', models: [small] });
const draft: Draft = { info, model: small, newKey: 'sk' };
const local: Draft = { info: providerInfo({ baseUrl: 'http://localhost:11434', key: 'none' }), model: small };
const test: ProviderTest = {
  ...{ host: 'api.example.com', model: 'small', dimensions: 1536, latencyMs: 12 },
  ...{ maxInputs: 10, maxInputTokens: 100, learned: [] },
};
const plan: SendingPlan = {
  files: [{ path: 'a.ts', chunks: 2, tokens: 1000 }],
  ...{ chunks: 2, tokens: 1000, known: 0, masked: [], unread: [] },
  heldBack: [{ path: '.env', detail: 'its name' }],
};
const estimate = { files: 3, chunks: 5, tokens: 2_000_000 };

function rows(findings: SummaryFindings, of = draft, hasFolders = true) {
  return summaryContent({ draft: of, findings, hasFolders }).rows;
}

function choices(findings: SummaryFindings, of = draft, hasFolders = true): ChoiceRow<unknown>[] {
  return rows(findings, of, hasFolders).flatMap((row) => ('label' in row ? [row] : []));
}

describe('the summary of a choice', () => {
  it('allows consent only after the test has passed and the amount is known', () => {
    const values = (findings: SummaryFindings): unknown[] => choices(findings).map(({ value }) => value);
    expect(values({ estimate })).not.toContain('start');
    expect(values({ outcome: { test } })).not.toContain('start');
    expect(values({ outcome: { test }, estimate })).toContain('start');
    expect(values({ outcome: { test }, plan })).toContain('start');
    expect(JSON.stringify(rows({ estimate }))).toContain('To send: up to 3 files');
  });

  it('starts with the row that starts indexing, with the host and the amount', () => {
    const content = summaryContent({ draft, findings: { outcome: { test }, estimate }, hasFolders: true });
    expect(content.placeholder).toBe('Send texts of this workspace to api.example.com?');
    expect(content.rows[0]).toMatchObject({
      label: '$(cloud-upload) Send',
      description: 'up to 3 files · 5 chunks · about 2,000,000 tokens, about $0.04',
      detail: 'From now on, your searches and changed files are sent to api.example.com too.',
      isActive: true,
    });
    // The exact plan replaces the estimate; its files can be reviewed.
    const [send, review] = choices({ outcome: { test }, estimate, plan });
    expect(send?.description).toBe('1 file · 2 chunks · about 1,000 tokens, less than $0.01');
    expect(review).toMatchObject({ value: 'review', description: '1 file not sent' });
  });

  it('requires no consent for texts that stay on this machine', () => {
    const content = summaryContent({ draft: local, findings: { outcome: { test }, plan }, hasFolders: true });
    expect(content.placeholder).not.toMatch(/Send/);
    expect(content.rows[0]).toMatchObject({
      label: '$(play) Start',
      detail: 'localhost:11434 is this machine: nothing leaves it.',
    });
    expect(JSON.stringify(content.rows[0])).not.toMatch(/\$0/);
    expect(JSON.stringify(content.rows)).not.toContain('another workspace');
  });

  it('allows to change every choice', () => {
    const settings = choices({ outcome: { test }, plan }).slice(2);
    expect(settings.map(({ label, value }) => [label.replace(/^\S+ /, ''), value])).toEqual([
      ['Model', 'model'],
      ['Address', 'address'],
      ['Dimensions', 'dimensions'],
      ['API Key', 'key'],
      ['Test Again', 'again'],
    ]);
    expect(settings[0]?.description).toBe(
      'small · recommended · 1,536 dimensions · $0.02 per million tokens',
    );
    expect(settings[3]?.description).toMatch(/stored when you start/);
    expect(choices({ outcome: { test }, plan }, local).map(({ value }) => value)).not.toContain('key');
  });

  it('offers the models that share the space of the model for questions', () => {
    const [large, lite] = ['large', 'lite'].map((id) => ({ id, space: 'four', dimensions: 8 }));
    const family = providerInfo({ models: [large!, lite!, { id: 'code', dimensions: 8 }] });
    const rowOf = (of: Draft) =>
      choices({ outcome: { test }, plan }, of).find((row) => row.value === 'queryModel');
    expect(rowOf({ info: family, model: large })).toMatchObject({ description: 'the model of the index' });
    expect(rowOf({ info: family, model: large, queryModel: 'lite' })).toMatchObject({ description: 'lite' });
    expect(rowOf({ info: family, model: family.models[2] })).toBeUndefined();
    expect(queryModelRows(family, large!, 'lite')).toMatchObject([
      { label: 'large', description: 'the model of the index', value: 'large', isActive: false },
      { label: 'lite', description: 'current', value: 'lite', isActive: true },
    ]);
  });

  it('offers integers for a model that returns them', () => {
    const rowOf = (of: Draft) =>
      choices({ outcome: { test }, plan }, of).find((row) => row.value === 'outputType');
    const model = { ...small, hasInt8: true };
    expect(rowOf({ info, model })).toMatchObject({ description: 'floating-point numbers' });
    expect(rowOf({ info, model, outputType: 'int8' })).toMatchObject({ description: '8-bit integers' });
    expect(rowOf({ info, model: small })).toBeUndefined();
    expect(outputTypeRows('int8').map(({ value, isActive }) => [value, isActive])).toEqual([
      ['float', false],
      ['int8', true],
    ]);
  });

  it('states that an index is kept, and shows no amount before it is counted', () => {
    const contentOf = (findings: SummaryFindings) =>
      JSON.stringify(summaryContent({ draft, findings, hasFolders: true, keptFrom: 'large' }).rows);
    const estimated = contentOf({ outcome: { test }, estimate });
    expect(estimated).not.toMatch(/up to 3 files|"start"/);
    expect(contentOf({ estimate })).not.toContain('up to 3 files');
    const nothing = { ...plan, files: [], chunks: 0, tokens: 0, known: 2 };
    const counted = contentOf({ outcome: { test }, estimate, plan: nothing });
    expect(counted).toContain('Nothing to send');
    expect(counted).toContain('The index of large is kept: what it has embedded is not sent again.');
  });

  it('offers remedies if the test failed', () => {
    const error: ErrorData = { code: 'PROVIDER_KEY', message: 'Wrong key.', hint: 'Check it.' };
    const shown = choices({ outcome: { error }, estimate });
    expect(shown.find(({ isActive }) => isActive)?.value).toBe('key');
    expect(shown.map(({ value }) => value)).not.toContain('start');
    expect(choices({ lacksModel: true })[0]).toMatchObject({ value: 'model', isActive: true });
  });

  it('sends nothing if no folder is open', () => {
    expect(choices({ outcome: { test } }, draft, false)[0]).toMatchObject({
      label: '$(check) Use Sample',
      value: 'start',
    });
  });
});

describe('the background work of the summary', () => {
  let asked: string[];
  let trial: Record<'listModels' | 'test' | 'plan', (...args: unknown[]) => Promise<unknown>>;
  const context = (): StepContext =>
    ({ trial, network: {}, estimate: () => Promise.resolve(estimate) }) as unknown as StepContext;

  beforeEach(() => {
    asked = [];
    const answer =
      (name: string, value: unknown) =>
      (options: unknown): Promise<unknown> => {
        asked.push(`${name} ${(options as { model?: string }).model ?? ''}`.trim());
        return Promise.resolve(value);
      };
    trial = {
      listModels: answer('list', [{ id: 'mine' }]),
      test: answer('test', test),
      plan: answer('plan', plan),
    };
  });

  const untilPlanned = (work: SummaryWork): Promise<unknown> => vi.waitUntil(() => work.findings.plan);

  it('tests the connection, and then counts exactly', async () => {
    const work = new SummaryWork(context(), draft);
    await untilPlanned(work);
    expect(asked).toEqual(['test small', 'plan small']);
    expect(work.findings).toMatchObject({ outcome: { test }, estimate, plan });
  });

  it('uses the recommended model, or one that the server has', async () => {
    const work = new SummaryWork(context(), { info });
    await untilPlanned(work);
    expect(work.draft.model).toEqual(small);
    const server = providerInfo({ defaultModel: 'small', models: [small], installCommand: 'ollama pull' });
    const other = new SummaryWork(context(), { info: server });
    await untilPlanned(other);
    expect(other.draft.model?.id).toBe('mine');
    expect(asked.slice(-3)).toEqual(['list', 'test mine', 'plan mine']);
  });

  it('asks the user for the model if the server has no list', async () => {
    trial.listModels = () => Promise.reject(new SemanticSearchError('PROVIDER_REFUSED', 'No list.', ''));
    const work = new SummaryWork(context(), { info: providerInfo() });
    await vi.waitUntil(() => work.findings.lacksModel);
    expect(asked).toEqual([]);
  });

  it('starts again after a change, but not if the requests stay the same', async () => {
    const work = new SummaryWork(context(), draft);
    await untilPlanned(work);
    work.update({ ...draft });
    expect(work.findings.plan).toEqual(plan);
    work.update({ ...draft, dimensions: 512 });
    expect(work.findings).toEqual({ estimate });
    await untilPlanned(work);
    expect(asked).toHaveLength(4);
  });

  it('reports nothing after its end', async () => {
    let finish: (value: unknown) => void = () => undefined;
    trial.test = () => new Promise((resolve) => (finish = resolve));
    const work = new SummaryWork(context(), draft);
    await vi.waitUntil(() => work.findings.estimate);
    const told = vi.fn();
    work.onDidChange = told;
    work.dispose();
    finish(test);
    await Promise.resolve();
    expect(told).not.toHaveBeenCalled();
    expect(asked).toEqual([]);
  });
});
