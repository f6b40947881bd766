import { showErrorInDialog } from '../../messages';
import { CancelledError, errorDataOf, type ErrorData } from '../../../common/errors/errors';
import type { ApiKeys } from '../apiKeys';
import { back } from './back';
import { hostOf, optionsOf, type Draft } from './draft';
import type { Step } from './step';
import {
  testedContent,
  testingContent,
  type Correction,
  type TestAnswer,
  type TestOutcome,
} from './testRows';

/**
 * Tests the connection with one short text and shows the result. A new key is stored after a successful test.
 *
 * @param possible steps that the user may go back to
 */
export function testStepWith(possible: readonly Correction[]): Step {
  return async ({ stage, trial, keys, network }, draft, frame) => {
    const host = hostOf(draft) ?? '';
    const corrections = possible.filter((one) => one !== 'key' || draft.info.key !== 'none');
    let outcome: TestOutcome | undefined;
    for (;;) {
      const answer = await stage.pick<TestAnswer>({
        frame,
        content: outcome ? testedContent(outcome, host, corrections) : testingContent(host),
        follow: async (list, signal) => {
          if (outcome) return;
          try {
            const onProgress = (): void => {
              if (!signal.aborted) list.show(testingContent(host, true));
            };
            outcome = { test: await trial.test(optionsOf(draft, network), { signal, onProgress }) };
          } catch (error) {
            if (error instanceof CancelledError) return;
            outcome = { error: errorDataOf(error) };
          }
          list.show(testedContent(outcome, host, corrections));
        },
      });
      switch (answer) {
        case back:
        case 'stop':
          return back;
        case 'again':
          outcome = undefined;
          break;
        case 'details':
          if (outcome && 'error' in outcome) await showWhole(outcome.error);
          break;
        case 'continue':
          return storeNewKey(keys, draft, host);
        case 'address':
        case 'key':
        case 'model':
          return { goTo: answer, draft };
        case 'resultPath':
          return { goTo: answer, draft: { ...draft, needsResultPath: true } };
      }
    }
  };
}

/** Stores a key that the test has confirmed. @returns the draft with the key as its stored one */
async function storeNewKey(keys: ApiKeys, draft: Draft, host: string): Promise<Draft> {
  if (draft.newKey === undefined) return draft;
  await keys.store(draft.info.id, host, draft.newKey);
  return { ...draft, storedKey: draft.newKey, newKey: undefined };
}

async function showWhole({ message, hint }: ErrorData): Promise<void> {
  await showErrorInDialog(message, hint);
}
