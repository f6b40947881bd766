import { setImmediate as nextTurn } from 'node:timers/promises';
import * as l10n from '@vscode/l10n';
import type { EvaluatedFolder, EvaluationParams } from '../../common/contracts/engineContract';
import type { EvaluationPlan, EvaluationReport } from '../../common/contracts/evaluation';
import { SemanticSearchError } from '../../common/errors/errors';
import { silentLogger } from '../../common/logger';
import { isThisMachine } from '../../common/thisMachine';
import { createChunker } from '../../engine/chunking/chunker';
import { IncludeFilter } from '../../engine/corpus/globFilter';
import { budgetOf } from '../../engine/evaluation/budget';
import {
  prepareEvaluation,
  runEvaluation,
  type KeptRuns,
  type PlannedRun,
  type PreparedEvaluation,
} from '../../engine/evaluation/evaluate';
import type {
  EvaluationParts,
  FolderToEvaluate,
  StageOptions,
} from '../../engine/evaluation/evaluationParts';
import { TermAnalyzer } from '../../engine/retrieval/terms';
import { cpuTimeMs } from '../cpuTime';
import { createGrammarSource } from '../nodeGrammarSource';
import { openLexicons } from '../lexicons';
import type { HostParts } from '../hostParts';
import { openWordModel } from '../wordModel';
import { openFolderFiles } from '../workspaceFolder';
import { contentHash } from '../sha256ContentHash';
import { planRuns } from './plannedRuns';
import { recentCommits } from './recentCommits';

/** Compares models on workspace folders of this machine: first a plan, then the comparison. */
export class EvaluationSession {
  private readonly parts: EvaluationParts;
  private planned:
    | { readonly prepared: PreparedEvaluation; readonly runs: readonly PlannedRun[]; readonly kept: KeptRuns }
    | undefined;

  constructor(private readonly host: HostParts) {
    const { dist, logger = silentLogger } = host;
    this.parts = {
      chunker: createChunker(createGrammarSource(dist), { cpuMs: cpuTimeMs }),
      hash: contentHash,
      analyzer: new TermAnalyzer(),
      lexicons: openLexicons(dist, logger),
      loadWords: () => openWordModel(dist, logger),
      logger,
      giveWay: () => nextTurn(),
    };
  }

  /** @throws CancelledError; SemanticSearchError as the contract says, FOLDER_NOT_FOUND, FOLDER_UNREADABLE */
  async plan(params: EvaluationParams, options: StageOptions = {}): Promise<EvaluationPlan> {
    const { questions, maxCost, candidates, cacheDirectory } = params;
    const runs = await planRuns(candidates, cacheDirectory, this.host);
    const planned = runs.map((run) => run.planned);
    const budget = budgetOf(planned, maxCost, isSentAway);
    const folders = await Promise.all(params.folders.map((folder) => this.open(folder)));
    const prepared = await prepareEvaluation(folders, { questions, budget }, this.parts, options);
    if (prepared.questions.length === 0) throw noQuestions(prepared);
    this.planned = { prepared, runs, kept: new Map() };
    return { ...prepared.plan, candidates: planned };
  }

  /** Runs the last plan; one that was interrupted continues. @throws CancelledError; SemanticSearchError if there is no plan */
  async run(options: StageOptions = {}): Promise<EvaluationReport> {
    if (!this.planned) {
      throw new SemanticSearchError('INTERNAL', 'No comparison is planned.', 'Call planEvaluation first.');
    }
    const { prepared, runs, kept } = this.planned;
    return runEvaluation(prepared, runs, kept, this.parts, options);
  }

  private async open(evaluated: EvaluatedFolder): Promise<FolderToEvaluate> {
    const { folder, isVirtual = false } = evaluated;
    const { root, source, corpus } = await openFolderFiles(evaluated, this.host.virtualSource);
    const generated = new IncludeFilter(evaluated.corpus?.includeGenerated ?? []);
    return {
      folder,
      source,
      corpus: { ...corpus, giveWay: this.parts.giveWay },
      includesGenerated: (path) => generated.find(path) !== undefined,
      commits: () => (isVirtual ? Promise.resolve([]) : recentCommits(root)),
    };
  }
}

function isSentAway({ host }: Pick<EvaluationPlan['candidates'][number], 'host'>): boolean {
  return host !== null && !isThisMachine(host);
}

function noQuestions({ plan }: PreparedEvaluation): SemanticSearchError {
  return new SemanticSearchError(
    'USAGE',
    l10n.t('No questions could be made from this workspace.'),
    plan.limit === 'cost'
      ? l10n.t('Raise the most that the comparison may cost.')
      : l10n.t(
          'They are made from comments above definitions, headings of documentation, and subjects of commits.',
        ),
  );
}
