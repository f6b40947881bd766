import { formatCount } from '../../../common/countText';
import type { ErrorCode, ErrorData } from '../../../common/errors';
import type { ProviderTest } from '../../../common/providerInfo';
import { escapeIcons } from '../../search/escapeIcons';
import { joinParts, type ChoiceRow, type StepContent, type StepRow } from './stepRow';

/** Where a person may want to go back to because of a test that failed. */
export type Correction = 'address' | 'key' | 'model' | 'resultPath';

/** What can be done once a test is over. */
export type TestAnswer = 'continue' | 'again' | 'details' | 'stop' | Correction;

/** How a test of the connection went. */
export type TestOutcome = { readonly test: ProviderTest } | { readonly error: ErrorData };

/** Longest text of a row that is not cut off. */
const rowLength = 76;

const corrections: Readonly<Partial<Record<ErrorCode, Correction>>> = {
  PROVIDER_KEY: 'key',
  PROVIDER_QUOTA: 'key',
  PROVIDER_REFUSED: 'model',
  PROVIDER_ANSWER: 'model',
  PROVIDER_UNREACHABLE: 'address',
  PROVIDER_TASK: 'resultPath',
};

const correctionLabels: Readonly<Record<Correction, string>> = {
  address: '$(globe) Enter Another Address…',
  key: '$(key) Enter Another Key…',
  model: '$(list-unordered) Choose Another Model…',
  resultPath: '$(link) Enter the Path of the Result…',
};

/** Faults that another try does not mend: something else has to be done first. */
const hopeless: ReadonlySet<ErrorCode> = new Set([
  'PROVIDER_KEY',
  'PROVIDER_REFUSED',
  'PROVIDER_ANSWER',
  'PROVIDER_TASK',
]);

/** What stands in the list while a test is under way. */
export function testingContent(host: string): StepContent<TestAnswer> {
  return {
    placeholder: `Asking ${host} for one vector…`,
    rows: [
      { note: '$(loading~spin) Waiting for the answer' },
      { label: '$(circle-slash) Cancel the Test', value: 'stop' },
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
    ? { placeholder: `${host} answers with ${outcome.test.model}`, rows: passedRows(outcome.test) }
    : { placeholder: 'The test failed', rows: failedRows(outcome.error, possible) };
}

function passedRows(test: ProviderTest): StepRow<TestAnswer>[] {
  return [
    {
      label: '$(check) Continue',
      description: joinParts(
        `${formatCount(test.dimensions)} dimensions`,
        `${formatCount(Math.round(test.latencyMs))} ms`,
      ),
      detail: joinParts(limitsText(test), test.learned.length > 0 && `learned: ${test.learned.join('; ')}`),
      value: 'continue',
    },
    { label: '$(sync) Test Again', value: 'again' },
  ];
}

/** The limits of a provider: `up to 2,048 texts and 300,000 tokens a request, 8,192 tokens a text`. */
export function limitsText({ maxInputs, maxInputTokens, maxRequestTokens }: ProviderTest): string {
  const texts = maxInputs === 1 ? 'one text' : `up to ${formatCount(maxInputs)} texts`;
  const tokens = maxRequestTokens === undefined ? '' : ` and ${formatCount(maxRequestTokens)} tokens`;
  return `${texts}${tokens} a request, ${formatCount(maxInputTokens)} tokens a text`;
}

function failedRows(
  { code, message, hint }: ErrorData,
  possible: readonly Correction[],
): StepRow<TestAnswer>[] {
  const correction = corrections[code];
  const actions: ChoiceRow<TestAnswer>[] = [{ label: '$(sync) Test Again', value: 'again' }];
  if (correction && possible.includes(correction)) {
    const row = { label: correctionLabels[correction], value: correction };
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
function textRows(icon: string, text: string): ChoiceRow<TestAnswer>[] {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return [];
  const cut = line.length <= rowLength ? line.length : line.lastIndexOf(' ', rowLength);
  const end = cut > 0 ? cut : rowLength;
  const rest = line.slice(end).trim();
  return [
    {
      label: `$(${icon}) ${escapeIcons(line.slice(0, end))}`,
      ...(rest && { detail: rest }),
      value: 'details',
    },
  ];
}
