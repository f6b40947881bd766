import { describe, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { toServiceInfo } from '../../../src/engine/embedding/providers/toProviderInfo';
import { rerankerRecords } from '../../../src/engine/reranking/records/rerankerRecords';
import { back } from '../../../src/vscode/provider/steps/back';
import type { AskOptions, PickOptions, Stage } from '../../../src/vscode/provider/steps/stage';
import type { StepContent } from '../../../src/vscode/provider/steps/stepRow';
import { chooseReranker, type ChooseRerankerParts } from '../../../src/vscode/reranking/chooseReranker';

vi.mock('vscode', () => ({}));

const goBack = '<';

/** A user who answers the steps: the label of a row, a text, or {@link goBack}. Keeps what was shown. */
class User {
  readonly shown: string[] = [];
  readonly tested: unknown[] = [];

  constructor(private readonly answers: string[]) {}

  choose(changes: Partial<ChooseRerankerParts> = {}) {
    const stage = {
      pick: async <T>({ content, follow }: PickOptions<T>) => {
        let last = content;
        const show = (next: StepContent<T>): void => {
          last = next;
        };
        await follow?.({ show, finish: () => undefined }, new AbortController().signal);
        this.shown.push(last.placeholder);
        const answer = this.answers.shift();
        if (answer === goBack) return back;
        const rows = last.rows.flatMap((row) => ('label' in row ? [row] : []));
        for (const row of last.rows) if ('note' in row) this.shown.push(row.note);
        for (const { detail } of rows) if (detail?.includes('sends')) this.shown.push(detail);
        const row = rows.find(({ label }) => label === answer);
        if (!row)
          throw new Error(`No row ${answer ?? ''} among ${rows.map(({ label }) => label).join(', ')}`);
        return row.value;
      },
      ask: ({ prompt, check }: AskOptions) => {
        this.shown.push(prompt);
        const answer = this.answers.shift()!;
        if (answer === goBack) return Promise.resolve(back);
        expect(check(answer)?.severity).not.toBe('error');
        return Promise.resolve(answer);
      },
    } as unknown as Stage;
    return chooseReranker({
      stage,
      rerankers: () => Promise.resolve(rerankerRecords.map(toServiceInfo)),
      keys: { get: () => Promise.resolve(undefined) },
      network: {},
      test: (options) => {
        this.tested.push(options);
        return Promise.resolve({ host: 'h', model: 'm', latencyMs: 12.4 });
      },
      current: undefined,
      ...changes,
    });
  }
}

describe('chooseReranker', () => {
  it('asks for model and key of a cloud service, tests them, and shows what is sent', async () => {
    const user = new User(['Cohere', 'rerank-v4.0-fast', 'sk-key', '$(check) Use Cohere rerank-v4.0-fast']);
    expect(await user.choose()).toEqual({
      choice: { reranker: 'cohere', model: 'rerank-v4.0-fast', baseUrl: undefined },
      host: 'api.cohere.com',
      newKey: 'sk-key',
    });
    expect(user.tested).toMatchObject([{ provider: 'cohere', model: 'rerank-v4.0-fast', apiKey: 'sk-key' }]);
    expect(user.shown).toContain('$(pass) The test took 12 ms');
    expect(user.shown.join('\n')).toMatch(
      /sends your question, and the paths and texts .* to api\.cohere\.com/,
    );
  });

  it('asks for the address of a server of the user, and for no key on this machine', async () => {
    const user = new User([
      ...['Text Embeddings Inference', 'http://localhost:9000/', 'The model that the server runs'],
      '$(check) Use Text Embeddings Inference',
    ]);
    expect(await user.choose()).toEqual({
      choice: { reranker: 'tei', model: undefined, baseUrl: 'http://localhost:9000' },
      host: 'localhost:9000',
      newKey: undefined,
    });
    expect(user.shown.join('\n')).not.toMatch(/API key|sends your question/);
  });

  it('uses a stored key, and goes back step by step to another service', async () => {
    const user = new User([
      ...['Cohere', 'rerank-v3.5', goBack, goBack],
      ...['Voyage AI', 'rerank-2.5', '$(check) Use Voyage AI rerank-2.5'],
    ]);
    const chosen = await user.choose({ keys: { get: () => Promise.resolve('stored') } });
    expect(chosen).toMatchObject({ choice: { reranker: 'voyage', model: undefined }, newKey: undefined });
    expect(user.tested).toMatchObject([{ apiKey: 'stored' }, { provider: 'voyage', apiKey: 'stored' }]);
  });

  it('shows why the test failed, and can be chosen nevertheless', async () => {
    const user = new User(['Jina AI', 'jina-reranker-v3', 'sk-key', '$(check) Use Jina AI jina-reranker-v3']);
    const refused = new SemanticSearchError('PROVIDER_KEY', 'Jina AI returned 401.', 'Check the API key.');
    await user.choose({ test: () => Promise.reject(refused) });
    expect(user.shown).toContain('$(error) Jina AI returned 401.');
    expect(user.shown).toContain('Check the API key.');
  });

  it('turns the reranker off', async () => {
    const current = { reranker: 'cohere' };
    expect(await new User(['No Reranker']).choose({ current })).toBeUndefined();
  });
});
