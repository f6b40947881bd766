import { describe, expect, it, onTestFinished } from 'vitest';
import { ProviderChecks } from '../../../bench/provider/providerChecks';
import { messageOf } from '../../../src/common/errors/errors';
import type { Dialect } from '../../support/providers/dialect';
import { aihubmix } from '../../support/providers/dialects/aihubmix';
import { llamaServer } from '../../support/providers/dialects/openaiCompatible';
import { qhaigc } from '../../support/providers/dialects/qhaigc';
import { scnet } from '../../support/providers/dialects/scnet';
import { openStrictServer } from '../../support/providers/openStrictServer';
import { distinctKey } from '../../support/providers/providerSession';
import { temporaryDirectory } from '../../support/realSources';

/** The failed checks. */
async function failuresOf(dialect: Dialect, model?: string): Promise<Record<string, string>> {
  const server = await openStrictServer(dialect, { key: distinctKey });
  const { directory, remove } = await temporaryDirectory('checks');
  onTestFinished(remove);
  const checks = new ProviderChecks({
    provider: {
      provider: dialect.id,
      baseUrl: server.baseUrl,
      apiKey: distinctKey,
      model,
    },
    cacheDirectory: directory,
  });
  const failures: Record<string, string> = {};
  for (const [name, check] of Object.entries(checks.checks)) {
    await check().catch((error: unknown) => {
      failures[name] = messageOf(error);
    });
  }
  return failures;
}

describe('the checks of a provider', () => {
  it.each<[string, Dialect, string | undefined]>([
    ['Qhaigc', qhaigc, undefined],
    ['SCNet', scnet, undefined],
    ['AIHubMix', aihubmix, undefined],
    ['a server of llama.cpp', llamaServer, 'bge-m3'],
  ])('pass for a server that is as documented: %s', async (_, dialect, model) => {
    expect(await failuresOf(dialect, model)).toEqual({});
  });

  it('detect vectors that do not belong to their texts', async () => {
    const swapped: Dialect = {
      ...aihubmix,
      answer: (vectors, ...of) => aihubmix.answer([...vectors].reverse(), ...of),
    };
    expect(await failuresOf(swapped)).toEqual({
      'finds what is meant': expect.stringMatching(/^[012] of 4 questions$/) as string,
      'gives the vectors of a list in its order': expect.stringMatching(
        /^text 1 alone and in a list/,
      ) as string,
    });
  });

  it('detect a key that is not checked, and a model name that does not exist', async () => {
    const open: Dialect = {
      ...qhaigc,
      keyOf: () => distinctKey,
      models: { ...qhaigc.models, 'no-such-model-of-semantic-search': qhaigc.models['bge-m3']! },
    };
    expect(await failuresOf(open)).toEqual({
      'says so where the key is wrong': 'it gave vectors all the same',
      'says so where there is no such model': 'it gave vectors all the same',
    });
  });
});
