import { countOf, formatCount } from '../../common/countText';
import type { Price, SendingPlan } from '../../common/providerInfo';
import { costText, tokensText } from './priceText';
import { isThisMachine } from './providerChoice';
import { joinParts } from './steps/stepRow';

/** What a person is asked to agree to. */
export interface SendingOffer {
  /** Name of the provider. */
  readonly provider: string;
  readonly model: string;
  /** Host, with its port where that is not the usual one. */
  readonly host: string;
  readonly price?: Price | undefined;
  readonly plan: SendingPlan;
}

/** The question of the preview. */
export function offerQuestion({ host }: SendingOffer): string {
  return `Send texts of this workspace to ${host}?`;
}

/** What stands below the question, line by line. */
export function offerDetail({ provider, model, host, price, plan }: SendingOffer): string {
  const { files, chunks, tokens, known, heldBack, masked } = plan;
  const lines = [
    isThisMachine(host) ? `${host} is this machine: nothing leaves it.` : '',
    `Model: ${model} (${provider})`,
    chunks > 0
      ? `To send: ${countOf(files.length, 'file')}, ${countOf(chunks, 'chunk')}, ${volumeText(tokens, price)}`
      : 'To send: nothing now',
    known > 0 ? `Known already, not sent again: ${countOf(known, 'chunk')}` : '',
    heldBack.length > 0 ? `Held back because they look secret: ${countOf(heldBack.length, 'file')}` : '',
    masked.length > 0 ? `Masked because they look like secrets: ${countOf(masked.length, 'string')}` : '',
  ];
  return [
    lines.filter(Boolean).join('\n'),
    'From now on, what you search for and files that change are sent there too. For another host, and in another workspace, you are asked again.',
  ].join('\n\n');
}

/** The offer in one line. */
export function offerLine({ price, plan }: SendingOffer): string {
  if (plan.chunks === 0) return 'Nothing has to be sent now';
  return joinParts(
    countOf(plan.files.length, 'file'),
    volumeText(plan.tokens, price),
    plan.heldBack.length > 0 && `${countOf(plan.heldBack.length, 'file')} held back`,
    plan.masked.length > 0 && `${countOf(plan.masked.length, 'string')} masked`,
  );
}

/** The whole plan as a plain text to read. */
export function offerDocument(offer: SendingOffer): string {
  const { provider, model, host, price, plan } = offer;
  const { files, chunks, tokens, known, heldBack, masked } = plan;
  return [
    `What Semantic Search sends to ${host}`,
    '',
    `Provider  ${provider}`,
    `Model     ${model}`,
    isThisMachine(host) ? `Host      ${host}: this machine, nothing leaves it` : `Host      ${host}`,
    '',
    chunks > 0
      ? `To send: ${countOf(files.length, 'file')}, ${countOf(chunks, 'chunk')}, ${volumeText(tokens, price)}`
      : 'To send: nothing now',
    known > 0 ? `Known already, not sent again: ${countOf(known, 'chunk')}` : '',
    ...section(
      `Held back because they look secret: ${countOf(heldBack.length, 'file')}`,
      heldBack.map(({ path, detail }) => [path, detail]),
    ),
    ...section(
      `Masked before the text around them is sent: ${countOf(masked.length, 'string')}`,
      masked.map(({ path, line, what }) => [`${path}:${line}`, what]),
    ),
    ...section(
      `Files to send: ${countOf(files.length, 'file')}`,
      files.map((file) => [file.path, `${countOf(file.chunks, 'chunk')}, ${tokensText(file.tokens)}`]),
    ),
    '',
  ]
    .filter((line, place, all) => line !== '' || all[place - 1] !== '')
    .join('\n');
}

function volumeText(tokens: number, price: Price | undefined): string {
  return price ? `${tokensText(tokens)}, ${costText(tokens, price)}` : tokensText(tokens);
}

/** Widest first column that the second one is moved for. */
const mostColumns = 70;

function section(title: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  const width = Math.min(mostColumns, Math.max(...rows.map(([first]) => first.length)));
  return ['', title, '', ...rows.map(([first, second]) => `    ${first.padEnd(width)}  ${second}`)];
}

/** The offer's name as a file, for the title of its editor. */
export function offerFileName({ host }: SendingOffer): string {
  return `What is sent to ${host.replace(/[:[\]/]+/g, '-')}.txt`;
}

/** How much has been looked at: `Looking at what would be sent: 120 of 3,400 files`. */
export function planningText({ done, total }: { readonly done: number; readonly total: number }): string {
  const what = 'Looking at what would be sent';
  return total > 0 ? `${what}: ${formatCount(done)} of ${countOf(total, 'file')}` : `${what}…`;
}
