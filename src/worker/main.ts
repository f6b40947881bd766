import { parentPort } from 'node:worker_threads';
import type { EngineContract } from '../common/engineContract';
import { SemanticSearchError } from '../common/errors';
import { serveCalls } from '../common/remoteCalls';
import { openWorkspace, type OpenedWorkspace } from '../node/openWorkspace';

/** The engine in its worker thread: answers the calls of its host, for one workspace folder. */
function main(): void {
  const port = parentPort;
  if (!port) throw new Error('This file runs as a worker only.');
  let opened: Promise<OpenedWorkspace> | undefined;
  const workspace = (): Promise<OpenedWorkspace> => {
    if (!opened)
      throw new SemanticSearchError('INTERNAL', 'No workspace folder is open.', 'Call open first.');
    return opened;
  };
  serveCalls<EngineContract>(
    {
      post: (message) => {
        port.postMessage(message);
      },
      listen: (listener) => {
        port.on('message', listener);
      },
    },
    {
      open: async (options) => {
        opened = openWorkspace(options, __dirname);
        return (await opened).provider;
      },
      index: async (_params, { report, signal }) => {
        const { folder, index, provider } = await workspace();
        return { workspace: folder, ...(await index.update(report, signal)), provider };
      },
      search: async ({ query, limit, kind, paths, languages }, { signal }) => {
        const { index } = await workspace();
        const filter = { ...(kind && { kind }), ...(paths && { paths }), ...(languages && { languages }) };
        return index.search(query, { ...(limit !== undefined && { limit }), filter }, signal);
      },
      status: async () => (await workspace()).status(),
      close: async () => {
        await (await opened)?.close();
        return null;
      },
    },
  );
}

main();
