import { describe, expect, it } from 'vitest';
import { oceanbase } from '../../../src/engine/embedding/providers/oceanbase';
import { answer, refuse, say } from '../../support/providers/faults';
import { startFaultServer, textsOf, type Fault, type FaultServer } from '../../support/providers/faultServer';
import { expectRightVectors, failureOf, openRemote, sampleTexts } from '../../support/providers/openRemote';
import { oceanbaseAt, ProviderRun } from '../../support/providers/providerRun';
import { textVector } from '../../support/providers/textVector';

const id = 'emb 7/1';
const resultPath = '/api/v1/embeddings/{id}';

function task(status: string, taskId = id): Fault {
  return answer(200, { success: true, data: { id: taskId, name: 'job', status, createTime: '2026-01-01' } });
}

/**
 * A server that answers with tasks.
 *
 * @param inVain number of polls before each result is available
 * @param meanwhile answer to these polls
 */
async function startTaskServer(inVain: number, meanwhile?: Fault): Promise<FaultServer> {
  const server = await startFaultServer();
  const tasks = new Map<string, { readonly inputs: readonly string[]; left: number }>();
  server.always(({ method, path, inputs }) => {
    if (method === 'POST') {
      const started = `emb_${tasks.size}`;
      tasks.set(started, { inputs, left: inVain });
      return task('PENDING', started);
    }
    const asked = path.slice(path.lastIndexOf('/') + 1);
    const found = tasks.get(asked)!;
    if (found.left-- > 0) return meanwhile ?? task('RUNNING', asked);
    const embeddings = found.inputs.map((text) => textVector(text, server.dimensions));
    return answer(200, { success: true, data: { id: asked, status: 'COMPLETED', embeddings } });
  });
  return server;
}

describe('a task instead of vectors', () => {
  it('is an error that names the task and the setting if no path of results is set', async () => {
    const server = await startFaultServer();
    const run = await ProviderRun.start({ args: oceanbaseAt(server.origin), files: 2 });
    server.always(() => task('RUNNING'));
    const line = await run.failToIndex();
    expect(line).toBe(
      `PROVIDER_TASK: OceanBase Cloud (127.0.0.1:${server.port}) returned a task instead of vectors: ${id}, RUNNING. ` +
        'Set semanticSearch.resultPath (--result-path on the command line) to the path of its result, ' +
        'for example /api/v1/embeddings/{id}.',
    );
    // No URL was guessed.
    expect(new Set(server.requests.map(({ method }) => method))).toEqual(new Set(['POST']));
  });

  it('is awaited if a path is given: the index is complete and right', async () => {
    const server = await startTaskServer(2);
    const run = await ProviderRun.start({
      args: [...oceanbaseAt(server.origin), '--result-path', resultPath],
    });
    const report = await run.index();
    expect(textsOf(server.requests)).toHaveLength(report.embedded);
    const polls = server.requests.filter(({ method }) => method === 'GET');
    expect(polls).toHaveLength(3 * (server.requests.length - polls.length));
    expect(report.requests).toBe(server.requests.length);
    await run.expectRightIndex(server.dimensions);
  });

  it('is awaited through temporary faults', async () => {
    const server = await startTaskServer(2, refuse(503, { message: 'Overloaded' }));
    const provider = await openRemote(server.origin, { record: oceanbase, resultPath });
    await expectRightVectors(provider, sampleTexts(3), server);
    expect(server.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it.each([
    ['failed', 'FAILED', 'did not finish the task emb 7/1: FAILED.'],
    [
      'ended without vectors',
      'COMPLETED',
      'did not finish the task emb 7/1: COMPLETED, but without vectors.',
    ],
  ])('that %s causes one clear error', async (_, status, words) => {
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { record: oceanbase, resultPath });
    server.always(({ method }) => task(method === 'POST' ? 'RUNNING' : status));
    expect(await failureOf(provider.embedDocuments(sampleTexts(2)))).toMatchObject({
      code: 'PROVIDER_TASK',
      message: `OceanBase Cloud (127.0.0.1:${server.port}) ${words}`,
    });
    expect(server.requests.map(({ path }) => path).at(-1)).toContain('/api/v1/embeddings/emb%207%2F1');
  });

  it('with a result on another host is not fetched from there', async () => {
    const other = await startFaultServer();
    const server = await startFaultServer();
    const provider = await openRemote(server.origin, { record: oceanbase, resultPath });
    server.always(({ method }) =>
      method === 'POST' ? task('RUNNING') : say(302, '', { location: `${other.origin}/result` }),
    );
    expect(await failureOf(provider.embedDocuments(sampleTexts(2)))).toMatchObject({
      code: 'PROVIDER_REFUSED',
    });
    expect(other.connections).toBe(0);
  });
});
