import * as l10n from '@vscode/l10n';
import { countOf, formatCount } from '../../../common/text/countText';
import { textOf } from '../../../common/messages/textOf';
import type { ProviderTest } from '../../../common/contracts/providerInfo';
import { joinParts } from '../../../common/text/listText';
import { isThisMachine } from '../../../common/thisMachine';
import { labelText } from '../../labelText';
import { amountLine, notSentLine, offerQuestion, planningText } from '../previewText';
import { hasOtherDimensions } from './dimensionRows';
import { hostOf, type Draft } from './draft';
import { describeModel } from './modelRows';
import { hasQueryModels } from './queryModelRows';
import { outputTypeName } from './outputTypeRows';
import type { ChoiceRow, StepContent, StepRow } from './stepRow';
import type { SummaryFindings } from './summaryWork';
import { failedRows, limitsText, type Correction } from './testRows';

/** Parts that the summary can change. */
export type SummaryPart = Correction | 'dimensions' | 'queryModel' | 'outputType';

/** Answers of the summary. */
export type SummaryAnswer = 'start' | 'review' | 'again' | 'details' | SummaryPart;

/** Input for the summary. */
export interface SummaryParts {
  readonly draft: Draft;
  readonly findings: SummaryFindings;
  /** Whether a folder is open, so that there is something to send. */
  readonly hasFolders: boolean;
  /** Model whose index is kept, since it shares its vector space with that of the draft. Default: none. */
  readonly keptFrom?: string | undefined;
}

/** The choices, the results of the test, and what would be sent. The row that starts indexing is at the top. */
export function summaryContent(parts: SummaryParts): StepContent<SummaryAnswer> {
  const { findings } = parts;
  const isTesting = findings.outcome === undefined && !findings.lacksModel;
  const isCounting = parts.hasFolders && findings.plan === undefined;
  return {
    placeholder: placeholderOf(parts),
    rows: [...headRows(parts), { heading: l10n.t('Settings') }, ...settingRows(parts), ...testRows(findings)],
    isBusy: isTesting || (isPassed(findings) && isCounting),
  };
}

function isPassed({ outcome }: SummaryFindings): boolean {
  return outcome !== undefined && 'test' in outcome;
}

function placeholderOf({ draft, findings, hasFolders }: SummaryParts): string {
  const host = hostOf(draft) ?? '';
  const { outcome, lacksModel } = findings;
  if (lacksModel) return l10n.t('Select an embedding model');
  if (!outcome) return l10n.t('Testing the connection to {0}…', host);
  if ('error' in outcome) return l10n.t('The test failed');
  return hasFolders && !isThisMachine(host)
    ? offerQuestion({ host })
    : l10n.t('{0} responded with {1}', host, outcome.test.model);
}

/** First rows: start, or correct what the test found. */
function headRows(parts: SummaryParts): StepRow<SummaryAnswer>[] {
  const { draft, findings, hasFolders } = parts;
  const { outcome, isModelLoading, lacksModel } = findings;
  if (lacksModel) {
    return [
      {
        label: `$(list-unordered) ${l10n.t('Choose a Model…')}`,
        description: l10n.t('{0} lists none that can be used', hostOf(draft) ?? ''),
        value: 'model',
        isActive: true,
      },
    ];
  }
  if (!outcome) {
    const text = isModelLoading
      ? l10n.t('The server is loading the model.')
      : l10n.t('Waiting for a response');
    return [{ note: `$(loading~spin) ${text}` }, ...amountNote(parts)];
  }
  if ('error' in outcome) {
    const possible: Correction[] = ['address', 'model', 'resultPath'];
    if (draft.info.key !== 'none') possible.push('key');
    return failedRows(outcome.error, possible);
  }
  if (!hasFolders) {
    return [
      {
        label: `$(check) ${l10n.t('Use {0}', draft.info.label)}`,
        description: l10n.t('No folder is open: nothing is sent'),
        value: 'start',
        isActive: true,
      },
    ];
  }
  return sendRows(parts);
}

/** The user can agree only when the amount is known: estimated from the existing index, or counted. */
function sendRows(parts: SummaryParts): StepRow<SummaryAnswer>[] {
  const { draft, findings, keptFrom } = parts;
  const { plan, planning } = findings;
  const host = hostOf(draft) ?? '';
  const isHere = isThisMachine(host);
  const amount = amountLine(plan, estimateOf(parts), isHere ? undefined : draft.model?.price);
  if (amount === '') return [{ note: `$(loading~spin) ${planningText(planning)}` }];
  const start: ChoiceRow<SummaryAnswer> = isHere
    ? {
        label: `$(play) ${l10n.t('Start')}`,
        description: amount,
        detail: l10n.t('{0} is this machine: nothing leaves it.', host),
        value: 'start',
        isActive: true,
      }
    : {
        label: `$(cloud-upload) ${l10n.t('Send')}`,
        description: amount,
        detail: l10n.t('From now on, your searches and changed files are sent to {0} too.', host),
        value: 'start',
        isActive: true,
      };
  return [
    start,
    plan
      ? { label: `$(list-flat) ${l10n.t('Review Files')}`, description: notSentLine(plan), value: 'review' }
      : { note: `$(loading~spin) ${planningText(planning)}` },
    ...(keptFrom === undefined
      ? []
      : [
          {
            note: `$(info) ${l10n.t('The index of {0} is kept: what it has embedded is not sent again.', labelText(keptFrom))}`,
          },
        ]),
    ...(isHere
      ? []
      : [{ note: `$(info) ${l10n.t('You are asked again for another host, and in another workspace.')}` }]),
  ];
}

/** No index is sent that is kept, so that only the plan has the amount. */
function estimateOf({ findings, keptFrom }: SummaryParts): SummaryFindings['estimate'] {
  return keptFrom === undefined ? findings.estimate : undefined;
}

function amountNote(parts: SummaryParts): StepRow<SummaryAnswer>[] {
  const { draft, hasFolders } = parts;
  const amount = hasFolders ? amountLine(undefined, estimateOf(parts), draft.model?.price) : '';
  return amount === '' ? [] : [{ note: `$(info) ${l10n.t('To send: {0}', amount)}` }];
}

/** The choices; each can be changed. */
function settingRows({ draft }: SummaryParts): ChoiceRow<SummaryAnswer>[] {
  const { info, model, dimensions, queryModel, outputType, newKey, storedKey, resultPath } = draft;
  const { baseUrl = info.baseUrl } = draft;
  const row = (
    icon: string,
    label: string,
    description: string,
    value: SummaryPart,
  ): ChoiceRow<SummaryAnswer> => ({
    label: `$(${icon}) ${label}`,
    description,
    value,
  });
  return [
    row(
      'symbol-misc',
      l10n.t('Model'),
      model
        ? joinParts(
            labelText(model.id),
            model.id === info.defaultModel && l10n.t('recommended'),
            describeModel(model),
          )
        : '',
      'model',
    ),
    ...(model && (queryModel !== undefined || hasQueryModels(info, model))
      ? [
          row(
            'question',
            l10n.t('Model for Questions'),
            queryModel === undefined ? l10n.t('the model of the index') : labelText(queryModel),
            'queryModel',
          ),
        ]
      : []),
    row('globe', l10n.t('Address'), labelText(baseUrl ?? ''), 'address'),
    ...(model && (dimensions !== undefined || hasOtherDimensions(model))
      ? [
          row(
            'symbol-numeric',
            l10n.t('Dimensions'),
            dimensions === undefined
              ? joinParts(model.dimensions !== undefined && formatCount(model.dimensions), l10n.t('default'))
              : formatCount(dimensions),
            'dimensions',
          ),
        ]
      : []),
    ...(outputType !== undefined || model?.hasInt8 === true
      ? [row('symbol-number', l10n.t('Numbers'), outputTypeName(outputType), 'outputType')]
      : []),
    ...(info.key === 'none' ? [] : [row('key', l10n.t('API Key'), keyState(newKey, storedKey), 'key')]),
    ...(resultPath === undefined
      ? []
      : [row('link', l10n.t('Path of the Result'), labelText(resultPath), 'resultPath')]),
  ];
}

function keyState(newKey: string | undefined, storedKey: string | undefined): string {
  if (newKey !== undefined) return l10n.t('entered now, stored when you start');
  return storedKey === undefined ? l10n.t('none') : l10n.t('stored');
}

function testRows({ outcome }: SummaryFindings): StepRow<SummaryAnswer>[] {
  if (!outcome || 'error' in outcome) return [];
  return [
    {
      label: `$(sync) ${l10n.t('Test Again')}`,
      description: latencyText(outcome.test),
      detail: joinParts(
        limitsText(outcome.test),
        outcome.test.learned.length > 0 &&
          l10n.t('learned: {0}', outcome.test.learned.map(textOf).join('; ')),
      ),
      value: 'again',
    },
  ];
}

function latencyText({ dimensions, latencyMs }: ProviderTest): string {
  return joinParts(countOf(dimensions, 'dimension'), l10n.t('{0} ms', formatCount(Math.round(latencyMs))));
}
