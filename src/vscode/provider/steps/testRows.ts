import * as l10n from '@vscode/l10n';
import { countOf, formatCount } from '../../../common/countText';
import type { ErrorCode, ErrorData } from '../../../common/errors';
import type { ProviderTest } from '../../../common/providerInfo';
import { labelText } from '../../labelText';
import { joinParts, type ChoiceRow, type StepContent, type StepRow } from './stepRow';

/** Where a person may want to go back to because of a test that failed. */
export type Correction = 'address' | 'key' | 'model' | 'resultPath';

/** What can be done once a test is over. */
export type TestAnswer = 'continue' | 'stop' | FailureAnswer;

/** What can be done after a test that failed. */
export type FailureAnswer = 'again' | 'details' | Correction;

/** How a test of the connection went. */
export type TestOutcome = { readonly test: ProviderTest } | { readonly error: ErrorData };

/** Longest text of a row that is not cut off, in Latin letters. */
const rowLength = 76;

const corrections: Readonly<Partial<Record<ErrorCode, Correction>>> = {
  PROVIDER_KEY: 'key',
  PROVIDER_QUOTA: 'key',
  PROVIDER_REFUSED: 'model',
  PROVIDER_ANSWER: 'model',
  PROVIDER_UNREACHABLE: 'address',
  PROVIDER_TASK: 'resultPath',
};

function correctionLabel(correction: Correction): string {
  switch (correction) {
    case 'address':
      return `$(globe) ${l10n.t('Enter Another Address…')}`;
    case 'key':
      return `$(key) ${l10n.t('Enter Another Key…')}`;
    case 'model':
      return `$(list-unordered) ${l10n.t('Choose Another Model…')}`;
    case 'resultPath':
      return `$(link) ${l10n.t('Enter the Path of the Result…')}`;
  }
}

/** Faults that another try does not mend: something else has to be done first. */
const hopeless: ReadonlySet<ErrorCode> = new Set([
  'PROVIDER_KEY',
  'PROVIDER_REFUSED',
  'PROVIDER_ANSWER',
  'PROVIDER_TASK',
]);

/**
 * What stands in the list while a test is under way.
 *
 * @param isModelLoading the server answered that it is loading the model. Default false.
 */
export function testingContent(host: string, isModelLoading = false): StepContent<TestAnswer> {
  return {
    placeholder: l10n.t('Testing the connection to {0}…', host),
    rows: [
      {
        note: `$(loading~spin) ${isModelLoading ? l10n.t('The server is loading the model.') : l10n.t('Waiting for a response')}`,
      },
      { label: `$(circle-slash) ${l10n.t('Cancel the Test')}`, value: 'stop' },
    ],
    isBusy: true,
  };
}

/** What stands in the list after a test. */
export function testedContent(
  outcome: TestOutcome,
  host: string,
  possible: readonly Correction[],
): StepContent<TestAnswer> {
  return 'test' in outcome
    ? {
        placeholder: l10n.t('{0} responded with {1}', host, outcome.test.model),
        rows: passedRows(outcome.test),
      }
    : { placeholder: l10n.t('The test failed'), rows: failedRows(outcome.error, possible) };
}

function passedRows(test: ProviderTest): StepRow<TestAnswer>[] {
  return [
    {
      label: `$(check) ${l10n.t('Continue')}`,
      description: joinParts(
        countOf(test.dimensions, 'dimension'),
        l10n.t('{0} ms', formatCount(Math.round(test.latencyMs))),
      ),
      detail: joinParts(
        limitsText(test),
        test.learned.length > 0 && l10n.t('learned: {0}', test.learned.join('; ')),
      ),
      value: 'continue',
    },
    { label: `$(sync) ${l10n.t('Test Again')}`, value: 'again' },
  ];
}

/** The limits of a provider: `up to 2,048 texts and 300,000 tokens a request, 8,192 tokens a text`. */
export function limitsText({ maxInputs, maxInputTokens, maxRequestTokens }: ProviderTest): string {
  const each = formatCount(maxInputTokens);
  if (maxRequestTokens === undefined) {
    return maxInputs === 1
      ? l10n.t('1 text per request, {0} tokens per text', each)
      : l10n.t('up to {0} texts per request, {1} tokens per text', formatCount(maxInputs), each);
  }
  const all = formatCount(maxRequestTokens);
  return maxInputs === 1
    ? l10n.t('1 text and {0} tokens per request, {1} tokens per text', all, each)
    : l10n.t(
        'up to {0} texts and {1} tokens per request, {2} tokens per text',
        formatCount(maxInputs),
        all,
        each,
      );
}

/** What a test failed with, and what can be done about it; the keyboard is on what helps most likely. */
export function failedRows(
  { code, message, hint }: ErrorData,
  possible: readonly Correction[],
): StepRow<FailureAnswer>[] {
  const correction = corrections[code];
  const actions: ChoiceRow<FailureAnswer>[] = [{ label: `$(sync) ${l10n.t('Test Again')}`, value: 'again' }];
  if (correction && possible.includes(correction)) {
    const row = { label: correctionLabel(correction), value: correction };
    if (hopeless.has(code)) actions.unshift(row);
    else actions.push(row);
  }
  return [
    ...textRows('error', message),
    ...textRows('lightbulb', hint),
    { heading: '' },
    ...actions.map((row, place) => ({ ...row, isActive: place === 0 })),
  ];
}

/** A text in the two lines of a row; what does not fit is shown when the row is chosen. */
function textRows(icon: string, text: string): ChoiceRow<FailureAnswer>[] {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  const end = endOfRow(line);
  const rest = line.slice(end).trim();
  return [
    {
      label: `$(${icon}) ${labelText(line.slice(0, end))}`,
      ...(rest && { detail: rest }),
      value: 'details',
    },
  ];
}

/** Where the first line of a text ends: at a space, or behind any sign of a script that is written without them. */
function endOfRow(line: string): number {
  let width = 0;
  let end = 0;
  for (const sign of line) {
    width += isWide(sign) ? 2 : 1;
    if (width > rowLength) break;
    end += sign.length;
  }
  if (end === line.length || isWide(line.charAt(end - 1)) || isWide(line.charAt(end))) return end;
  const space = line.lastIndexOf(' ', end);
  return space > 0 ? space : end;
}

/** Signs of Chinese, Japanese and Korean take the place of two letters. */
function isWide(sign: string): boolean {
  return /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(sign);
}
