import { parentPort, workerData } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type { HostContract } from '../common/contracts/hostContract';
import { RemoteCaller } from '../common/contracts/remoteCalls';
import { EndedThreads } from '../node/endedThreads';
import type { EngineWorkerData } from '../node/engineWorker';
import { messagePortOf } from '../node/messagePorts';
import { serveEngine } from './serveEngine';

/** Entry point of the engine's worker thread: answers the calls of its host. */
function main(): void {
  if (!parentPort) throw new Error('This file runs as a worker only.');
  const { endedThreads, texts, hostPort } = workerData as EngineWorkerData;
  l10n.config({ contents: texts ?? {} });
  serveEngine(messagePortOf(parentPort), {
    dist: __dirname,
    endedThreads: new EndedThreads(endedThreads),
    host: new RemoteCaller<HostContract>(messagePortOf(hostPort)),
  });
}

main();
