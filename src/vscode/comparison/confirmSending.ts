import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { reranked, type EvaluationPlan } from '../../common/contracts/evaluation';
import { CancelledError } from '../../common/errors/errors';
import { limitText, rerankSendingText, sendingText, sizeText } from '../../common/text/evaluationText';
import { joinParts } from '../../common/text/listText';
import { labelText } from '../labelText';

interface SummaryRow extends vscode.QuickPickItem {
  readonly value?: 'start' | 'limit';
}

/**
 * Shows what a comparison would send, to whom, and at which price, and asks for the user's agreement.
 *
 * @param hosts to which texts would be sent, as `hostOfChoice`; empty if nothing leaves this machine
 * @returns `start`, or `limit` to change the price limit
 * @throws CancelledError when closed
 */
export async function confirmSending(
  plan: EvaluationPlan,
  maxCost: number,
  hosts: readonly string[],
): Promise<'start' | 'limit'> {
  for (;;) {
    const row = await vscode.window.showQuickPick(summaryRows(plan, maxCost, hosts), {
      title: l10n.t('Compare Models on This Workspace'),
      placeHolder: placeholderOf(hosts),
      ignoreFocusOut: true,
    });
    if (!row) throw new CancelledError();
    if (row.value) return row.value;
  }
}

/** Asks for another price limit. @throws CancelledError when closed */
export async function askLimit(maxCost: number): Promise<number> {
  const text = await vscode.window.showInputBox({
    title: l10n.t('Price Limit'),
    prompt: l10n.t('Most that each model may cost, in the currency of its price'),
    value: amountOf(maxCost),
    ignoreFocusOut: true,
    validateInput: (value) =>
      toAmount(value) === undefined ? l10n.t('Enter an amount above 0.') : undefined,
  });
  const amount = text === undefined ? undefined : toAmount(text);
  if (amount === undefined) throw new CancelledError();
  return amount;
}

function toAmount(text: string): number | undefined {
  const amount = Number(text.trim().replace(',', '.'));
  return Number.isFinite(amount) && amount > 0 ? amount : undefined;
}

/** At least two decimals, more if the amount has more. */
function amountOf(amount: number): string {
  return Number.isInteger(amount * 100) ? amount.toFixed(2) : String(amount);
}

function placeholderOf(hosts: readonly string[]): string {
  return hosts.length === 0
    ? l10n.t('Nothing leaves this machine')
    : l10n.t('Send texts of this workspace to {0}?', hosts.join(', '));
}

function summaryRows(plan: EvaluationPlan, maxCost: number, hosts: readonly string[]): SummaryRow[] {
  const isSent = hosts.length > 0;
  const limit = limitText(plan);
  const hasReranker = plan.candidates.some(({ reranker }) => reranker);
  return [
    {
      label: isSent ? `$(cloud-upload) ${l10n.t('Send and Compare')}` : `$(play) ${l10n.t('Compare')}`,
      detail: sizeText(plan),
      value: 'start',
    },
    {
      label: `$(credit-card) ${l10n.t('Price Limit')}`,
      description: hasReranker
        ? l10n.t('at most {0} for each model and each reranker', amountOf(maxCost))
        : l10n.t('at most {0} for each model', amountOf(maxCost)),
      ...(limit !== undefined && { detail: limit }),
      value: 'limit',
    },
    { label: l10n.t('To Send'), kind: vscode.QuickPickItemKind.Separator },
    ...plan.candidates.map((candidate) => ({
      label: labelText(candidate.label),
      description: joinParts(candidate.host ?? false, sendingText(candidate, plan)),
      ...(candidate.reranker && { detail: rerankSendingText(candidate.reranker, plan) }),
    })),
    ...(hasReranker ? [{ label: `$(info) ${rerankedTexts()}` }] : []),
  ];
}

function rerankedTexts(): string {
  return l10n.t(
    'A reranker gets each question, with the paths and texts of up to {0} results.',
    reranked.results,
  );
}
