import type { CorpusSettings } from '../common/contracts/engineContract';
import type { EvaluationPlan, EvaluationProgress } from '../common/contracts/evaluation';
import { CancelledError, SemanticSearchError, shownError } from '../common/errors/errors';
import { evaluationMarkdown } from '../common/text/evaluationMarkdown';
import { isThisMachine } from '../common/thisMachine';
import type { EvaluateArguments } from './arguments';
import { withKeys } from './candidates';
import type { CommandContext } from './commands';
import { writeJson, writeLines } from './output';
import { ProgressBar } from './progressBar';
import { renderEvaluation, renderEvaluationPlan } from './renderEvaluation';

/** Dependencies of the command. */
export interface EvaluateContext extends CommandContext {
  /** Parent directory of the indexes, with the vectors of paid models. */
  readonly indexDirectory: string;
  /** Asks a yes-or-no question; undefined if nobody can answer. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  readonly corpus: CorpusSettings | undefined;
}

/**
 * Compares models on questions made from a folder. What would be sent, and its price, is printed before; on a terminal
 * the user is asked.
 *
 * @throws CancelledError; SemanticSearchError, also after the result if a candidate could not be measured
 */
export async function runEvaluate(args: EvaluateArguments, context: EvaluateContext): Promise<void> {
  const { engine, folder, env, signal, stdout, stderr, confirm } = context;
  const bar = new ProgressBar(stderr);
  const options = {
    signal,
    onProgress: (progress: EvaluationProgress) => {
      show(bar, progress);
    },
  };
  try {
    const plan = await engine.call(
      'planEvaluation',
      {
        folders: [{ folder, corpus: context.corpus }],
        candidates: withKeys(args.candidates, env),
        cacheDirectory: context.indexDirectory,
        questions: args.questions,
        maxCost: args.maxCost,
      },
      options,
    );
    bar.clear();
    writeLines(stderr, renderEvaluationPlan(plan));
    const mustAsk = !args.yes && isSent(plan) && confirm !== undefined;
    if (mustAsk && !(await confirm('Send these texts? [y/N] '))) throw new CancelledError();
    const report = await engine.call('runEvaluation', null, options);
    bar.clear();
    if (args.json) writeJson(stdout, report);
    else if (args.markdown) stdout.write(evaluationMarkdown(report));
    else writeLines(stdout, renderEvaluation(report));
    const [failed] = report.failed;
    if (failed) {
      const { code, message, hint } = shownError(failed.error);
      throw new SemanticSearchError(code, `${failed.label} could not be measured: ${message}`, hint);
    }
  } finally {
    bar.clear();
  }
}

function isSent({ candidates }: EvaluationPlan): boolean {
  const hosts = candidates.flatMap(({ host, reranker }) => [host, reranker?.host ?? null]);
  return hosts.some((host) => host !== null && !isThisMachine(host));
}

function show(bar: ProgressBar, { phase, candidate, done, total }: EvaluationProgress): void {
  switch (phase) {
    case 'questions':
      bar.showStage('Making questions', done, total, 'files');
      break;
    case 'sample':
      bar.showStage('Dividing files', done, total, 'files');
      break;
    case 'embedding':
      bar.showStage(`${candidate ?? ''}: embedding`, done, total, 'chunks');
      break;
    case 'asking':
      bar.showStage(`${candidate ?? ''}: asking`, done, total, 'questions');
  }
}
