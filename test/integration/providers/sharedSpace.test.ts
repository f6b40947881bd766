import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineOptions } from '../../../src/common/contracts/engineOptions';
import type { EvaluationReport } from '../../../src/common/contracts/evaluation';
import type { SendingPlan } from '../../../src/common/contracts/providerInfo';
import { openEngine } from '../../../src/node/openEngine';
import { runCommand } from '../../support/commandInProcess';
import { mistral } from '../../support/providers/dialects/mistral';
import { voyage } from '../../support/providers/dialects/voyage';
import { openStrictServer } from '../../support/providers/openStrictServer';
import { distinctKey, ProviderSession } from '../../support/providers/providerSession';
import { sampleQueries, writeSampleWorkspace } from '../../support/providers/sampleWorkspace';
import type { StrictServer } from '../../support/providers/strictServer';
import { dist, temporaryDirectory } from '../../support/realSources';
import { userDirectoryIn } from '../../support/userDirectory';

let root: { directory: string; remove: () => Promise<void> };
let workspace: string;
let server: StrictServer;
beforeAll(async () => {
  root = await temporaryDirectory('spaces');
  workspace = path.join(root.directory, 'workspace');
  await mkdir(workspace);
  await writeSampleWorkspace(workspace);
});
afterAll(() => root.remove());
beforeEach(async () => {
  server = await openStrictServer(voyage, { key: distinctKey });
});

const begin = (...args: readonly string[]): Promise<ProviderSession> =>
  ProviderSession.begin(root.directory, workspace, ['--provider', 'voyage', ...args]);

/** The requests since the last call, as `MODEL ROLE`, each kind once. */
function kindsOfRequests(): readonly string[] {
  const kinds = server.requests.map(({ embedding }) => `${embedding?.model} ${embedding?.role}`);
  expect(server.refused).toEqual([]);
  server.clear();
  return [...new Set(kinds)];
}

/** The texts of the workspace that were sent since the last call. */
function textsSent(): number {
  const count = server.requests.flatMap(({ embedding }) => embedding?.texts ?? []).length;
  server.clear();
  return count;
}

async function textOfSearch(session: ProviderSession, args: readonly string[] = []): Promise<void> {
  const queries = sampleQueries.map(({ query }) => query);
  const answers = await session.with(...args).search(server.baseUrl, queries);
  expect(answers.map(({ results }) => results[0]?.path)).toEqual(sampleQueries.map((one) => one.path));
}

describe('models that share a vector space', () => {
  it('keep the index of one when another is chosen, and send nothing again', async () => {
    const session = await begin();
    const first = await session.with('--model', 'voyage-4-large').index(server.baseUrl);
    expect(first.embedded).toBeGreaterThan(10);
    expect(kindsOfRequests()).toEqual(['voyage-4-large document']);
    for (const model of ['voyage-4', 'voyage-4-lite', 'voyage-4-large']) {
      const again = await session.with('--model', model).index(server.baseUrl);
      expect([model, again.embedded, again.requests, kindsOfRequests()]).toEqual([model, 0, 0, []]);
      await textOfSearch(session, ['--model', model]);
      expect(kindsOfRequests()).toEqual([`${model} query`]);
    }
  });

  it('embed questions with the chosen model, and documents with that of the index', async () => {
    const session = await begin('--model', 'voyage-4-large', '--query-model', 'voyage-4-lite');
    await session.index(server.baseUrl);
    expect(kindsOfRequests()).toEqual(['voyage-4-large document']);
    await textOfSearch(session);
    expect(kindsOfRequests()).toEqual(['voyage-4-lite query']);
    const other = session.with('--query-model', 'voyage-4');
    expect(await other.index(server.baseUrl)).toMatchObject({ embedded: 0, requests: 0 });
    await textOfSearch(other);
    expect(kindsOfRequests()).toEqual(['voyage-4 query']);
    const { provider } = await other.index(server.baseUrl);
    expect(provider).toMatchObject({ model: 'voyage-4-large', queryModel: 'voyage-4' });
  });

  it('embed only new and changed texts after a change', async () => {
    const folder = path.join(root.directory, 'changing');
    await cp(workspace, folder, { recursive: true });
    const session = (await begin()).inFolder(folder);
    await session.with('--model', 'voyage-4-large').index(server.baseUrl);
    textsSent();
    await writeFile(path.join(folder, 'added.md'), '# Kettles\n\nWhere the kettle is kept.\n');
    const lite = session.with('--model', 'voyage-4-lite');
    expect(await lite.index(server.baseUrl)).toMatchObject({ embedded: 1 });
    expect(kindsOfRequests()).toEqual(['voyage-4-lite document']);
  });

  it('are in different indexes with other dimensions, and without a common space', async () => {
    const session = await begin();
    const { embedded } = await session.with('--model', 'voyage-4-large').index(server.baseUrl);
    const again = async (...args: readonly string[]): Promise<number> =>
      (await session.with(...args).index(server.baseUrl)).embedded;
    expect(await again('--model', 'voyage-4', '--dimensions', '256')).toBe(embedded);
    expect(await again('--model', 'voyage-4-lite', '--dimensions', '256')).toBe(0);
    expect(await again('--model', 'voyage-code-3')).toBe(embedded);
    expect(await again('--model', 'voyage-3.5-lite')).toBe(embedded);
    expect(await again('--model', 'voyage-4')).toBe(0);
  });

  it.each([
    [
      ['voyage-4-large', 'voyage-code-3'],
      /USAGE: Questions for an index of voyage-4-large cannot be embedded by voyage-code-3: Voyage AI .*to one of: voyage-4, voyage-4-lite\./s,
    ],
    [
      ['voyage-code-3', 'voyage-4'],
      /Questions for an index of voyage-code-3 .*Remove semanticSearch\.queryModel/s,
    ],
    [['voyage-4', 'voyage-3.5'], /cannot be embedded by voyage-3\.5: .*voyage-4-large, voyage-4-lite\./s],
  ])('refuse %s, and send nothing', async ([model, queryModel], message) => {
    const session = await begin('--model', model!, '--query-model', queryModel!);
    const { code, stderr } = await session.tryIndex(server.baseUrl);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
    expect(server.requests).toEqual([]);
  });

  it('are not used between providers', async () => {
    const other = await openStrictServer(mistral, { key: distinctKey });
    const args = ['--provider', 'mistral', '--query-model', 'mistral-embed'];
    const session = await ProviderSession.begin(root.directory, workspace, args);
    const { code, stderr } = await session.tryIndex(other.baseUrl);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/codestral-embed cannot be embedded by mistral-embed/),
    ]);
    expect(other.requests).toEqual([]);
    const { code: builtin } = await runCommand(['index', workspace, '--query-model', 'voyage-4'], {
      env: userDirectoryIn(root.directory).env,
    });
    expect(builtin).toBe(2);
  });
});

/** A user with an engine of their own. */
class User {
  readonly home: string;

  constructor(name: string) {
    this.home = path.join(root.directory, name);
  }

  get indexDirectory(): string {
    return path.join(this.home, 'index');
  }

  /** Opens the workspace with a model, acts on it, and closes it. */
  async with<T>(
    model: string,
    act: (
      index: Awaited<ReturnType<Awaited<ReturnType<typeof openEngine>>['openFolder']>>['index'],
    ) => Promise<T>,
  ): Promise<T> {
    const options: EngineOptions = {
      provider: { provider: 'voyage', model, baseUrl: server.baseUrl, apiKey: distinctKey },
      cacheDirectory: path.join(this.home, 'cache'),
      threads: 1,
    };
    const engine = await openEngine(options, { dist });
    try {
      const folder = await engine.openFolder({ folder: workspace, indexDirectory: this.indexDirectory });
      return await act(folder.index);
    } finally {
      await engine.close();
    }
  }

  index(model: string): Promise<number> {
    return this.with(model, async (index) => (await index.update()).embedded);
  }

  plan(model: string): Promise<SendingPlan> {
    return this.with(model, (index) => index.plan({}));
  }

  /** The directory of the only index. */
  async onlyIndex(): Promise<string> {
    const directories = await this.indexes();
    expect(directories).toHaveLength(1);
    return directories[0]!;
  }

  /** The directories of all indexes. */
  async indexes(): Promise<string[]> {
    const [folder] = await readdir(this.indexDirectory);
    const ofFolder = path.join(this.indexDirectory, folder!);
    const names = (await readdir(ofFolder)).filter((name) => /^[0-9a-f]{16}$/.test(name));
    return names.map((name) => path.join(ofFolder, name));
  }
}

describe('the vectors of models that share a space', () => {
  it('are used from the cache of another model, without becoming its own', async () => {
    const user = new User('cached');
    const embedded = await user.index('voyage-4-large');
    await rm(user.indexDirectory, { recursive: true });
    textsSent();
    expect(await user.plan('voyage-4-lite')).toMatchObject({ chunks: 0, tokens: 0 });
    expect(await user.index('voyage-4-lite')).toBe(0);
    expect(textsSent()).toBe(0);
    // A rebuild is how the user asks for vectors of the chosen model.
    await user.with('voyage-4-lite', (index) => index.rebuild());
    expect(server.requests.every((request) => request.embedding?.model === 'voyage-4-lite')).toBe(true);
    expect(textsSent()).toBe(embedded);
    await user.with('voyage-4-lite', (index) => index.rebuild());
    await user.with('voyage-4-large', (index) => index.rebuild());
    expect(textsSent()).toBe(0);
  });

  it('are not exchanged in a comparison', async () => {
    const { env } = userDirectoryIn(path.join(root.directory, 'comparer'));
    const run = async (...args: readonly string[]): Promise<string> => {
      const result = await runCommand([...args], { env: { ...env, SEMANTIC_SEARCH_API_KEY: distinctKey } });
      expect(result).toMatchObject({ code: 0 });
      return result.stdout;
    };
    const at = ['--provider', 'voyage', '--base-url', server.baseUrl];
    await run('index', workspace, ...at, '--model', 'voyage-4-large');
    textsSent();
    const compared = ['--with', `voyage:voyage-4-lite@${server.baseUrl}`, '--yes', '--json'];
    const report = JSON.parse(await run('evaluate', workspace, ...compared)) as EvaluationReport;
    const lite = report.candidates.find(({ model }) => model === 'voyage-4-lite');
    expect(lite?.embedded).toBeGreaterThan(10);
    expect(server.requests.every((request) => request.embedding?.model === 'voyage-4-lite')).toBe(true);
  });

  it('are not published under the name of another model', async () => {
    const { env } = userDirectoryIn(path.join(root.directory, 'publisher'));
    const variables = {
      SEMANTIC_SEARCH_API_KEY: distinctKey,
      SEMANTIC_SEARCH_TEAM_SECRET: 'correct horse battery staple',
    };
    const place = path.join(root.directory, 'place');
    await mkdir(place);
    const run = async (command: string, model: string): Promise<void> => {
      const outcome = await runCommand(
        [
          ...[command, workspace, '--provider', 'voyage', '--base-url', server.baseUrl, '--model', model],
          ...(command === 'publish' ? ['--shared-results', place] : []),
        ],
        { env: { ...env, ...variables } },
      );
      expect(outcome).toMatchObject({ code: 0 });
    };
    await run('index', 'voyage-4-large');
    const sent = textsSent();
    await run('publish', 'voyage-4-lite');
    expect(textsSent()).toBe(sent);
  });
});
