import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { totalsOf, type IndexState } from '../../common/indexState';
import { commands } from '../contributions';
import type { IndexingService, SearchService } from '../services';
import { chooseSampleQuestion, sampleQuestions } from './sampleQuestion';

/** Nobody waits longer for a list after a click; what is indexed by then has to do. */
const firstChunksMs = 4000;
const choosingMs = 1500;

/** What the walkthrough needs. */
export interface WalkthroughParts {
  /** Of this extension, with its publisher. */
  readonly extensionId: string;
  readonly search: SearchService;
  readonly indexing: IndexingService;
  /** Whether queries are sent over the network; then none is sent just to choose. */
  readonly isRemote: () => boolean;
}

/** The commands of the walkthrough. */
export function registerWalkthrough(parts: WalkthroughParts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openWalkthrough, () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${parts.extensionId}#start`, false),
    ),
    vscode.commands.registerCommand(commands.trySample, async () => {
      await vscode.commands.executeCommand(commands.search, await questionFor(parts));
    }),
  );
}

function questionFor({ search, indexing, isRemote }: WalkthroughParts): Thenable<string> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: l10n.t('Choosing a question for this workspace') },
    async () => {
      await firstChunks(indexing);
      const questions = isRemote() ? sampleQuestions.slice(0, 1) : sampleQuestions;
      if (questions.length === 1 || totalsOf(indexing.state).chunks === 0) return questions[0]!;
      return chooseSampleQuestion(search, questions, AbortSignal.timeout(choosingMs));
    },
  );
}

/** Resolves when there is something to search, when there will not be anything soon, or after a while. */
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
