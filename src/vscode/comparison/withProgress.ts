import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { EvaluationProgress } from '../../common/contracts/evaluation';
import { progressText } from './progressText';

/**
 * How long an action may take without a notification, in milliseconds. A notification that disappears at once is only a flicker,
 * and VS Code does not show more than three within 800 ms, so that the next one could be missing.
 */
const momentMs = 500;

/**
 * Runs an action that can be cancelled, and shows its progress if it takes longer than a moment.
 *
 * @throws what the action throws
 */
export async function withProgress<T>(
  title: string,
  act: (options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: EvaluationProgress) => void;
  }) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let message: string | undefined;
  let show = (): void => undefined;
  const work = act({
    signal: controller.signal,
    onProgress: (step) => {
      message = progressText(step);
      show();
    },
  });
  const isDone = await Promise.race([work.then(() => true), delay(momentMs, false)]);
  if (isDone) return work;
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const listener = token.onCancellationRequested(() => {
      controller.abort();
    });
    show = () => {
      if (message !== undefined) progress.report({ message });
    };
    show();
    try {
      return await work;
    } finally {
      listener.dispose();
    }
  });
}
