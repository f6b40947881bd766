import * as vscode from 'vscode';
import { showErrorInDialog } from '../../messages';
import { addressStep } from './addressStep';
import { back, type Back } from './back';
import { dimensionsStep } from './dimensionsStep';
import { draftOf, hostOf, isSameSpace, offerOf, type Draft } from './draft';
import { keyStep } from './keyStep';
import { modelStep } from './modelStep';
import { outputTypeStep } from './outputTypeStep';
import { queryModelStep } from './queryModelStep';
import { resultPathStep } from './resultPathStep';
import { showOffer } from '../showOffer';
import type { StepFrame } from './stage';
import type { ProviderChoice } from '../providerChoice';
import type { Step, StepContext } from './step';
import { summaryContent, type SummaryAnswer, type SummaryPart } from './summaryRows';
import { SummaryWork } from './summaryWork';

const editors: Readonly<Record<SummaryPart, Step>> = {
  address: addressStep,
  key: keyStep,
  model: modelStep,
  dimensions: dimensionsStep,
  queryModel: queryModelStep,
  outputType: outputTypeStep,
  resultPath: resultPathStep,
};

/**
 * Shows all choices in one list, in which they can be changed. Meanwhile the connection is tested and the data to send is
 * counted. Ends when the user agrees to the displayed data and destination.
 */
export const summaryStep: Step = async (context, draft, frame) => {
  const work = new SummaryWork(context, draft);
  try {
    for (;;) {
      const answer = await ask(context, work, frame);
      switch (answer) {
        case back:
          return back;
        case 'start':
          return { ...work.draft, plan: work.findings.plan };
        case 'again':
          work.restart();
          break;
        case 'details':
          await showFailure(work);
          break;
        case 'review': {
          const offer = offerOf({ ...work.draft, plan: work.findings.plan });
          if (offer) await showOffer(context.documents, offer);
          break;
        }
        case 'address':
        case 'key':
        case 'model':
        case 'dimensions':
        case 'queryModel':
        case 'outputType':
        case 'resultPath':
          work.update(await edit(context, work.draft, answer, frame));
          break;
      }
    }
  } finally {
    work.dispose();
  }
};

async function ask(
  { stage, current }: StepContext,
  work: SummaryWork,
  frame: StepFrame,
): Promise<SummaryAnswer | Back> {
  const content = () =>
    summaryContent({
      draft: work.draft,
      findings: work.findings,
      hasFolders: (vscode.workspace.workspaceFolders ?? []).length > 0,
      keptFrom: keptFrom(work.draft, current),
    });
  return stage.pick<SummaryAnswer>({
    frame,
    content: content(),
    follow: (list, signal) => {
      work.onDidChange = () => {
        if (!signal.aborted) list.show(content());
      };
      return Promise.resolve();
    },
  });
}

/** Edits one part, then asks at once for a key if the change requires one. */
async function edit(context: StepContext, draft: Draft, part: SummaryPart, frame: StepFrame): Promise<Draft> {
  const changed = await editors[part](context, draft, { ...frame, hasBack: true });
  if (changed === back) return draft;
  if ('goTo' in changed) return edit(context, changed.draft, 'key', frame);
  const needsKey =
    changed.info.key === 'required' && changed.storedKey === undefined && changed.newKey === undefined;
  return part === 'address' && needsKey && hostOf(changed) !== hostOf(draft)
    ? edit(context, changed, 'key', frame)
    : changed;
}

/** The configured model, if the index of another one in its vector space would be kept. */
function keptFrom(
  { info, model, dimensions, outputType }: Draft,
  current: ProviderChoice,
): string | undefined {
  const before = draftOf(info, current);
  const { model: former } = before;
  if (model === undefined || former === undefined || former.id === model.id) return undefined;
  const isKept =
    isSameSpace(model, former) &&
    (dimensions ?? model.dimensions) === (before.dimensions ?? former.dimensions) &&
    outputType === before.outputType;
  return isKept ? former.id : undefined;
}

async function showFailure({ findings: { outcome } }: SummaryWork): Promise<void> {
  if (outcome && 'error' in outcome) await showErrorInDialog(outcome.error.message, outcome.error.hint);
}
