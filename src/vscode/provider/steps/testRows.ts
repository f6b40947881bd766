import * as l10n from '@vscode/l10n';
import { countOf, formatCount } from '../../../common/text/countText';
import type { ErrorCode, ErrorData } from '../../../common/errors/errors';
import { textOf } from '../../../common/messages/textOf';
import type { ProviderTest } from '../../../common/contracts/providerInfo';
import { joinParts } from '../../../common/text/listText';
import { columnsOf, isWide } from '../../search/elide';
import { labelText } from '../../labelText';
import type { ChoiceRow, StepContent, StepRow } from './stepRow';

/** Steps that a failed test can lead back to. */
export type Correction = 'address' | 'key' | 'model' | 'resultPath';

/** Answers after a test. */
export type TestAnswer = 'continue' | 'stop' | FailureAnswer;

/** Answers after a failed test. */
export type FailureAnswer = 'again' | 'details' | Correction;

/** Result of a connection test. */
export type TestOutcome = { readonly test: ProviderTest } | { readonly error: ErrorData };

/** Maximum length of a row's text before it is cut off, in Latin letters. */
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

/** Errors that a retry does not fix: the user has to change something first. */
const hopeless: ReadonlySet<ErrorCode> = new Set([
  'PROVIDER_KEY',
  'PROVIDER_REFUSED',
  'PROVIDER_ANSWER',
  'PROVIDER_TASK',
]);

/**
 * Content of the list during a test.
 *
 * @param isModelLoading the server is loading the model. Default false.
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

/** Content of the list after a test. */
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
        test.learned.length > 0 && l10n.t('learned: {0}', test.learned.map(textOf).join('; ')),
      ),
      value: 'continue',
    },
    { label: `$(sync) ${l10n.t('Test Again')}`, value: 'again' },
  ];
}

/** Limits of a provider: `up to 2,048 texts and 300,000 tokens per request, 8,192 tokens per text`. */
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

/** The error of a failed test and possible actions; the most useful action has the focus. */
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

/** A text in the two lines of a row; the full text is shown when the row is chosen. */
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

/** Index at which the first line of a text ends: at a space, or after any wide character. */
function endOfRow(line: string): number {
  let width = 0;
  let end = 0;
  for (const character of line) {
    width += columnsOf(character);
    if (width > rowLength) break;
    end += character.length;
  }
  if (end === line.length || isWide(line.charAt(end - 1)) || isWide(line.charAt(end))) return end;
  const space = line.lastIndexOf(' ', end);
  return space > 0 ? space : end;
}
