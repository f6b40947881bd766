/**
 * Checks whether a real endpoint behaves as its provider's record says:
 *
 *     SEMANTIC_SEARCH_API_KEY=… npm run verify:provider -- --provider ID [--model M] [--base-url URL] [--dimensions N]
 *         [--result-path PATH]
 *
 * Sends built-in texts only, nothing of any workspace: the documented number of them in one request and some more,
 * about thirty thousand tokens at most. Prints a line for each check, and the learned limits; exits 1 if a check
 * failed.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { EngineOptions } from '../src/common/contracts/engineOptions';
import { messageOf } from '../src/common/errors/errors';
import { ProviderChecks } from './provider/providerChecks';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      provider: { type: 'string' },
      model: { type: 'string' },
      'base-url': { type: 'string' },
      dimensions: { type: 'string' },
      'result-path': { type: 'string' },
    },
  });
  if (values.provider === undefined) {
    console.error('Nothing verified: name a provider with --provider ID.');
    return 2;
  }
  const scratch = await mkdtemp(path.join(tmpdir(), 'verify-provider-'));
  try {
    const options: EngineOptions = {
      provider: {
        provider: values.provider,
        model: values.model,
        baseUrl: values['base-url'],
        resultPath: values['result-path'],
        apiKey: process.env['SEMANTIC_SEARCH_API_KEY'],
        ...(values.dimensions !== undefined && { dimensions: Number(values.dimensions) }),
      },
      cacheDirectory: scratch,
    };
    let failed = 0;
    const verification = new ProviderChecks(options);
    for (const [name, check] of Object.entries(verification.checks)) {
      try {
        console.log(`ok      ${name}: ${await check()}`);
      } catch (error) {
        failed++;
        console.log(`FAILED  ${name}: ${messageOf(error)}`);
      }
    }
    console.log(`learned ${(await verification.learned()).join(', ') || 'nothing'}`);
    return failed > 0 ? 1 : 0;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

void main().then((code) => {
  process.exitCode = code;
});
