import type { EmbeddingCall } from '../providers/providerRecord';
import type { Refused } from './exchange';

/**
 * What a refused request may be changed in.
 *
 * - `inputs`, `tokens`: fewer texts in it; which of the two was too much, as far as the refusal tells
 * - `input`: its one text is too long
 * - `array`: its one text must be a string and not an array
 * - `encoding`: no base64
 * - `none`: it is refused whatever its size
 */
export type Remedy = 'inputs' | 'tokens' | 'input' | 'array' | 'encoding' | 'none';

const sizeStatuses: ReadonlySet<number> = new Set([200, 400, 413, 414, 422]);

const speaksOfEncoding = /encoding[_ ]?format|base64/i;
const speaksOfModel =
  /model|dimension|api[_ -]?version|unknown (?:field|param)|unrecognized|extra (?:field|input)s?/i;
const speaksOfTokens =
  /token|context (?:length|window)|too long|length|exceed.{0,40}(?:size|context)|physical batch/i;
const speaksOfInputs =
  /batch|too many|at most|inputs?\b.{0,60}(?:limit|max|exceed|size|count|item|element|less|fewer)|(?:limit|max\w*|exceed\w*).{0,60}(?:inputs?|items?|texts?|elements?|strings?|array)|array (?:size|length|too)/i;
const speaksOfArray =
  /array|list|must be (?:a )?string|expected.{0,20}string|string.{0,20}expected|type of.{0,10}input/i;

/** Reads a refusal. Where it tells nothing, size is suspected as long as there is something to take away. */
export function remedyOf({ status, fault }: Pick<Refused, 'status' | 'fault'>, call: EmbeddingCall): Remedy {
  if (!sizeStatuses.has(status)) return 'none';
  const said = `${fault?.code ?? ''} ${fault?.message ?? ''}`;
  const isMany = call.inputs.length > 1;
  if (call.encoding === 'base64' && speaksOfEncoding.test(said)) return 'encoding';
  if (status === 413) return isMany ? 'inputs' : 'input';
  if (isMany) {
    if (speaksOfInputs.test(said)) return 'inputs';
    if (speaksOfTokens.test(said)) return 'tokens';
    if (speaksOfArray.test(said)) return 'inputs';
    return speaksOfModel.test(said) ? 'none' : 'inputs';
  }
  if (speaksOfTokens.test(said)) return 'input';
  return !call.asString && speaksOfArray.test(said) ? 'array' : 'none';
}
