import * as l10n from '@vscode/l10n';
import { countOf, formatCount } from '../../common/text/countText';
import { textOf } from '../../common/messages/textOf';
import type { IndexProgress } from '../../common/contracts/indexReport';
import type { Price, SendingPlan } from '../../common/contracts/providerInfo';
import { lengthOf } from './combinePlans';
import { costText, tokensText } from '../../common/text/priceText';
import { snapshotText } from '../../common/text/snapshotText';
import { visibleText } from '../../common/text/visibleText';
import { joinParts } from '../../common/text/listText';
import { isThisMachine } from '../../common/thisMachine';

/** The data transfer that the user is asked to agree to. */
export interface SendingOffer {
  /** Name of the provider. */
  readonly provider: string;
  readonly model: string;
  /** Host, with its port if that is not the default. */
  readonly host: string;
  readonly price?: Price | undefined;
  readonly plan: SendingPlan;
}

/** Question shown for an offer. */
export function offerQuestion({ host }: Pick<SendingOffer, 'host'>): string {
  return l10n.t('Send texts of this workspace to {0}?', host);
}

/** Amount that would be sent, estimated from an existing index. */
export interface SendingEstimate {
  readonly files: number;
  readonly chunks: number;
  readonly tokens: number;
}

/** Amount to send, in one line; exact if there is a plan. */
export function amountLine(
  plan: SendingPlan | undefined,
  estimate: SendingEstimate | undefined,
  price?: Price,
): string {
  if (plan) {
    if (plan.chunks === 0) return l10n.t('Nothing to send');
    return joinParts(
      countOf(lengthOf(plan, 'files'), 'file'),
      countOf(plan.chunks, 'chunk'),
      volumeText(plan.tokens, price),
    );
  }
  if (!estimate) return '';
  return l10n.t(
    'up to {0}',
    joinParts(
      countOf(estimate.files, 'file'),
      countOf(estimate.chunks, 'chunk'),
      volumeText(estimate.tokens, price),
    ),
  );
}

/** Amount that a plan does not send, in one line; empty if everything is sent. */
export function notSentLine(plan: SendingPlan): string {
  const [heldBack, masked] = [lengthOf(plan, 'heldBack'), lengthOf(plan, 'masked')];
  return joinParts(
    heldBack > 0 && l10n.t('{0} not sent', countOf(heldBack, 'file')),
    masked > 0 && l10n.t('{0} masked', countOf(masked, 'string')),
    lengthOf(plan, 'unread') > 0 && l10n.t('{0} unreadable', countOf(lengthOf(plan, 'unread'), 'file')),
    plan.known > 0 && l10n.t('{0} already known', countOf(plan.known, 'chunk')),
  );
}

/** The whole plan as plain text. */
export function offerDocument(offer: SendingOffer): string {
  const { provider, model, host, plan } = offer;
  const { files, heldBack, masked, unread, notListed } = plan;
  return [
    l10n.t('Data that Semantic Search sends to {0}', host),
    '',
    l10n.t('Provider: {0}', provider),
    l10n.t('Model: {0}', visibleText(model)),
    isThisMachine(host)
      ? l10n.t('Host: {0} (this machine, nothing leaves it)', host)
      : l10n.t('Host: {0}', host),
    '',
    toSendLine(offer),
    knownLine(offer),
    ...sharedLines(offer),
    ...section(
      heldBackLine(offer),
      heldBack.map(({ path, detail }) => [path, textOf(detail)]),
      notListed?.heldBack,
    ),
    ...section(
      l10n.t('Masked in the text that is sent: {0}', countOf(lengthOf(plan, 'masked'), 'string')),
      masked.map(({ path, line, what }) => [`${path}:${line}`, textOf(what)]),
      notListed?.masked,
    ),
    ...section(
      unreadLine(offer),
      unread.map(({ path, reason }) => [path, reason]),
      notListed?.unread,
    ),
    ...section(
      l10n.t('Files to send: {0}', countOf(lengthOf(plan, 'files'), 'file')),
      files.map((file) => [
        file.path,
        l10n.t('{0}, {1}', countOf(file.chunks, 'chunk'), tokensText(file.tokens)),
      ]),
      notListed?.files,
    ),
    '',
  ]
    .filter((line, place, all) => line !== '' || all[place - 1] !== '')
    .join('\n');
}

function toSendLine({ price, plan }: SendingOffer): string {
  const { chunks, tokens } = plan;
  if (chunks === 0) return l10n.t('To send: nothing');
  const volume = volumeText(tokens, price);
  return l10n.t(
    'To send: {0}, {1}, {2}',
    countOf(lengthOf(plan, 'files'), 'file'),
    countOf(chunks, 'chunk'),
    volume,
  );
}

function knownLine({ plan: { known } }: SendingOffer): string {
  return known > 0 ? l10n.t('Already embedded, not sent again: {0}', countOf(known, 'chunk')) : '';
}

function sharedLines({ plan: { shared } }: SendingOffer): string[] {
  if (!shared) return [];
  const { place, vectors, snapshot, fault } = shared;
  const count = countOf(vectors, 'chunk');
  return [
    ...(place === ''
      ? []
      : [l10n.t('Read from the shared results of {0}, not sent: {1}', visibleText(place), count)]),
    ...(snapshot ? [snapshotText(snapshot)] : []),
    ...(fault === undefined ? [] : [l10n.t('Shared results: {0}', visibleText(fault))]),
  ];
}

function heldBackLine({ plan }: SendingOffer): string {
  return l10n.t('Not sent, may contain secrets: {0}', countOf(lengthOf(plan, 'heldBack'), 'file'));
}

function unreadLine({ plan }: SendingOffer): string {
  const count = countOf(lengthOf(plan, 'unread'), 'file');
  return l10n.t('Could not be read, may be sent later: {0}', count);
}

function volumeText(tokens: number, price: Price | undefined): string {
  return price ? l10n.t('{0}, {1}', tokensText(tokens), costText(tokens, price)) : tokensText(tokens);
}

/** Maximum width of the first column for aligning the second. */
const mostColumns = 70;

/** @param more number of entries without a row */
function section(title: string, rows: readonly (readonly [string, string])[], more = 0): string[] {
  if (rows.length === 0) return [];
  const shown = rows.map(([first, second]) => [visibleText(first), visibleText(second)] as const);
  const width = Math.min(mostColumns, Math.max(...shown.map(([first]) => first.length)));
  const listed = shown.map(([first, second]) => `    ${first.padEnd(width)}  ${second}`);
  const rest =
    more > 0 ? [`    ${l10n.t('and {0} more, which "semantic-search plan" lists', formatCount(more))}`] : [];
  return ['', title, '', ...listed, ...rest];
}

/** File name of the offer, used as the title of its editor. */
export function offerFileName({ host }: SendingOffer): string {
  return `${l10n.t('Data sent to {0}', host.replace(/[:[\]/]+/g, '-'))}.txt`;
}

/** Progress of a plan: `Calculating what will be sent: 120 of 3,400 files`. */
export function planningText({ phase, done = 0, total = 0 }: Partial<IndexProgress> = {}): string {
  if (phase === 'loadingModel') return l10n.t('The server is loading the model.');
  return total > 0
    ? l10n.t('Calculating what will be sent: {0} of {1}', formatCount(done), countOf(total, 'file'))
    : l10n.t('Calculating what will be sent…');
}
