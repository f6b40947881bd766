import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { totalsOf, type IndexState } from '../../common/contracts/indexState';
import { registerCommand, runCommand } from '../commands';
import { commands } from '../contributions';
import type { IndexingService, SearchService } from '../services';
import { chooseSampleQuestion, sampleQuestions } from './sampleQuestion';

/** Maximum wait for the first indexed files after a click; later ones are not considered. */
const firstChunksMs = 4000;
const choosingMs = 1500;

/** Dependencies of the walkthrough. */
export interface WalkthroughParts {
  /** Id of this extension, including the publisher. */
  readonly extensionId: string;
  readonly search: SearchService;
  readonly indexing: IndexingService;
  /** Host that queries are sent to; if there is one, no query is sent only to choose a question. */
  readonly host: () => string | undefined;
}

/** Registers the commands of the walkthrough. */
export function registerWalkthrough(parts: WalkthroughParts): vscode.Disposable {
  return vscode.Disposable.from(
    registerCommand(commands.openWalkthrough, () =>
      runCommand('workbench.action.openWalkthrough', `${parts.extensionId}#start`, false),
    ),
    registerCommand(commands.trySample, async () => {
      await runCommand(commands.search, await questionFor(parts));
    }),
  );
}

function questionFor({ search, indexing, host }: WalkthroughParts): Thenable<string> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: l10n.t('Choosing a question for this workspace') },
    async () => {
      await firstChunks(indexing);
      const questions = host() === undefined ? sampleQuestions : sampleQuestions.slice(0, 1);
      if (questions.length === 1 || totalsOf(indexing.state).chunks === 0) return questions[0]!;
      return chooseSampleQuestion(search, questions, AbortSignal.timeout(choosingMs));
    },
  );
}

/** Resolves when there is something to search, when indexing has ended without files, or after a timeout. */
function firstChunks(indexing: IndexingService): Promise<void> {
  if (!isStarting(indexing.state)) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve();
    };
    const timer = setTimeout(done, firstChunksMs);
    const listening = indexing.onDidChangeState((state) => {
      if (!isStarting(state)) done();
    });
  });
}

function isStarting(state: IndexState): boolean {
  if (state.kind === 'building') return state.totals.chunks === 0;
  return state.kind === 'empty' && state.reason === 'notStarted';
}
