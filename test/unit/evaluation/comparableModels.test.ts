import { describe, expect, it } from 'vitest';
import type { ProviderInfo } from '../../../src/common/contracts/providerInfo';
import { parseMessageFromComparison } from '../../../src/common/view/comparisonProtocol';
import { comparableModels } from '../../../src/vscode/comparison/comparableModels';
import type { ProviderChoice } from '../../../src/vscode/provider/providerChoice';

const info = (id: string, rest: Partial<ProviderInfo> = {}): ProviderInfo => ({
  ...{ id, label: id, description: '', documentation: '', key: 'required', listsModels: false },
  baseUrl: `https://${id}.example.com/v1`,
  models: [{ id: `${id}-large` }, { id: `${id}-small` }],
  ...rest,
});

const ollama = info('ollama', {
  ...{ baseUrl: 'http://localhost:11434', key: 'none', listsModels: true, installCommand: 'ollama pull' },
});

async function labelsOf(
  infos: readonly ProviderInfo[],
  {
    keys = {},
    current = { provider: 'builtin' },
    listed = [],
  }: {
    readonly keys?: Readonly<Record<string, string>>;
    readonly current?: ProviderChoice;
    readonly listed?: readonly string[] | 'fails';
  } = {},
): Promise<string[]> {
  const models = await comparableModels({
    infos,
    keys: { get: (provider, host) => Promise.resolve(keys[`${provider} ${host}`]) },
    current,
    network: {},
    trial: {
      listModels: () =>
        listed === 'fails'
          ? Promise.reject(new Error('refused'))
          : Promise.resolve(listed.map((id) => ({ id }))),
    },
  });
  return models.map(({ model, isCurrent, apiKey, choice: { queryModel } }) =>
    [model.id, isCurrent && 'current', apiKey, queryModel && `questions ${queryModel}`]
      .filter(Boolean)
      .join(' '),
  );
}

describe('comparableModels', () => {
  it('are those of providers with a key for their address', async () => {
    const keys = { 'a a.example.com': 'key-a', 'b other.example.com': 'key-b' };
    expect(await labelsOf([info('a'), info('b')], { keys })).toEqual(['a-large key-a', 'a-small key-a']);
  });

  it('are asked as the settings say, if it is the model of the settings', async () => {
    const current = { provider: 'a', model: 'a-large', queryModel: 'a-small' };
    expect(await labelsOf([info('a')], { keys: { 'a a.example.com': 'key-a' }, current })).toEqual([
      'a-large current key-a questions a-small',
      'a-small key-a',
    ]);
  });

  it('are those of the settings at the address of the settings, with a model that is not documented', async () => {
    const current = { provider: 'b', model: 'b-own', baseUrl: 'https://other.example.com' };
    const keys = { 'b other.example.com': 'key-b' };
    expect(await labelsOf([info('b')], { keys, current })).toEqual([
      'b-own current key-b',
      'b-large key-b',
      'b-small key-b',
    ]);
    expect(await labelsOf([info('b')], { current })).toEqual([]);
  });

  it('are those that a server on this machine has, if it runs', async () => {
    expect(await labelsOf([ollama], { listed: ['bge-m3'] })).toEqual(['bge-m3']);
    expect(await labelsOf([ollama], { listed: 'fails' })).toEqual([]);
  });

  it('has none of a provider without an address', async () => {
    const { baseUrl, ...without } = info('azure', { key: 'optional' });
    expect(await labelsOf([without])).toEqual([]);
  });
});

describe('parseMessageFromComparison', () => {
  it.each([
    [{ type: 'ready' }, { type: 'ready' }],
    [{ type: 'copy', more: 1 }, { type: 'copy' }],
    [
      { type: 'open', answer: 3 },
      { type: 'open', answer: 3 },
    ],
    [{ type: 'open', answer: -1 }, undefined],
    [{ type: 'open', answer: '../../etc/passwd' }, undefined],
    [{ type: 'run' }, undefined],
    ['open', undefined],
  ])('reads %j', (raw, message) => {
    expect(parseMessageFromComparison(raw)).toEqual(message);
  });
});
