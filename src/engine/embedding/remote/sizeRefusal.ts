import type { EmbeddingCall } from '../providers/providerRecord';
import type { ProviderFault } from '../providers/serviceRecord';
import type { Refused } from './exchangeTypes';

/**
 * How a refused request may be changed.
 *
 * - `inputs`, `tokens`: send fewer texts; which of the two was too much, as far as the refusal tells
 * - `input`: its one text is too long
 * - `array`: send each text separately, as a string and not in an array
 * - `none`: its size is not the cause; one of its texts may be
 */
export type Remedy = 'inputs' | 'tokens' | 'input' | 'array' | 'none';

const sizeStatuses: ReadonlySet<number> = new Set([200, 400, 413, 414, 422]);

/**
 * Messages of libraries when a text has more tokens than the model has positions: an index out of range, or two
 * shapes that do not match. Servers pass them on, mostly under status 500.
 */
const beyondPositions = anyOf(
  // PyTorch and transformers
  /size of tensor \w+ \(\d+\) must match the (?:existing )?size/,
  /expanded size of the tensor \(\d+\) must match/,
  /index out of range in self/,
  /srcIndex < srcSelectDimSize/,
  /token indices sequence length is longer/,
  /max_position_embeddings|position_ids|position embeddings?/,
  /(?:sequence|prompt|input|text)\b.{0,60}\b(?:longer|greater|larger|exceeds?)\b.{0,40}\bmax(?:imum|_\w+)?\b.{0,20}\b(?:len|length|tokens?)/,
  // ONNX Runtime, OpenVINO
  /indices element out of data bounds/,
  /attempting to broadcast an axis by a dimension other than 1/,
  /shape infer input shapes dim index/,
  // TensorFlow, NumPy, JAX, MLX
  /indices\[[\d, ]+\] = \d+ is not in \[0, ?\d+\)/,
  /incompatible shapes: ?\[/,
  /could not be broadcast together|\bshapes? .{0,80}cannot be broadcast/,
  /index \d+ is out of bounds for (?:axis|dimension) \d+/,
  // candle
  /shape mismatch in broadcast|cannot broadcast \[\d/,
  /invalid index \d+ with dim size \d+|narrow invalid args/,
  // ggml
  /\bn_tokens(?:_all)? ?<= ?[\w.>-]*n_u?batch|n_u?batch ?>= ?n_tokens/,
  /exceed_context_size|context overflow/,
);

/** Messages about a request that is too large, also under an unrelated status: 500 (llama.cpp), 429 (OpenAI). */
const surelyTooLarge = anyOf(
  /too (?:large|long|big) to process|physical batch|context (?:size|length|window)|n_ctx|prompt is too|request too large|must be reduced|supports? one input/,
  /(?:input|text|prompt|sequence|document)s?(?: length)? (?:is |are )?too long/,
  /(?:must|should) have (?:less|fewer|at most) .{0,12}\d+ tokens/,
  beyondPositions,
);

const encodingWords = /encoding[_ ]?format|embedding[_ ]type|base64/i;

/** The number of texts, in words that also name tokens or a length elsewhere. */
const surelyOfInputs =
  /array (?:is )?too long|array with (?:maximum )?length|allowed batch size|batch size limit|largest allowed size|supports? one input|at most \d+ (?:items|texts|inputs|requests|strings|documents)/i;
const speaksOfTokens =
  /(?<![a-z])tokens(?![a-z])|(?<![a-z])token[ _-]?(?:count|limit|length|size|number|数|长度)|context[ _-]?(?:length|window|size)|n_ctx|max_?length|(?:input|text|string|prompt|content|sequence|it|one) (?:is )?too (?:long|large|big)|too (?:long|large|big) to process|physical batch|(?:input|text|string|prompt|sequence|character|maximum) length|length of|characters|request (?:entity |body )?too large|payload (?:size|too)|must be reduced|token数|长度|过长|超长/i;
const speaksOfInputs =
  /batch|too many|at most|max_?items|item count|inputs?\b.{0,60}\b(?:limit|max|exceeds?|size|count|items?|elements?|less|fewer)\b|\b(?:limit|max\w*|exceed\w*)\b.{0,60}\b(?:inputs?|items?|texts?|elements?|strings?|documents?|array)\b|array size|数组|批次|批量|\d ?条/i;
/** Arrays are not accepted. */
const wantsString =
  /unmarshal array|START_ARRAY|from Array value|expected (?:an? )?str(?:ing)?\b|string expected|str type expected|(?:must|should) be (?:an? )?(?:valid |single )?string\b|of type string\b|got (?:instead )?(?:an? )?(?:array|list)\b|System\.String|'list' object|arrays? (?:is|are) not|not (?:support|accept)\w* (?:arrays?|lists?)|不支持数组|字符串/i;
const takesEither = /\bor (?:an? )?(?:array|list)/i;
const speaksOfArray = /\b(?:array|list)s?\b|数组/i;
/** Causes for which sending fewer texts would not help. */
const speaksOfOther =
  /model|dimension|api[_ -]?(?:version|key)|credential|permission|unknown (?:field|param|name|argument)|unrecogni[sz]ed|unsupported|not supported|extra (?:field|input)s?|argument|模型|维度|密钥/i;

/** The content of a text is not accepted. Such refusals may also name the model or the length of a text. */
const speaksOfContent =
  /content[_ -]?(?:filter|policy|management|moderation|safety|security)|inappropriate|DataInspection|moderation|flagged|sensitive (?:content|information|words?)|\b(?:un)?safe(?:ty)?\b|prohibited|内容安全|安全审核|敏感|违规|不合规/i;

/**
 * Whether a refusal for size comes with the status of a temporary failure: a retry of the same request would never
 * succeed.
 */
export function isTooLarge(fault: ProviderFault | undefined): boolean {
  return surelyTooLarge.test(saidBy(fault));
}

/** Whether a refusal names the requested encoding. */
export function speaksOfEncoding(fault: ProviderFault | undefined): boolean {
  return encodingWords.test(saidBy(fault));
}

/** Classifies a refusal. If the message is not clear, size is suspected as long as the request can be made smaller. */
export function remedyOf(
  { status, fault }: Pick<Refused, 'status' | 'fault'>,
  call: Pick<EmbeddingCall, 'inputs' | 'asString'>,
): Remedy {
  if (status === undefined) return 'none';
  const said = saidBy(fault);
  if (speaksOfContent.test(said)) return 'none';
  if (!sizeStatuses.has(status) && !surelyTooLarge.test(said)) return 'none';
  const refusesArrays = !call.asString && wantsString.test(said) && !takesEither.test(said);
  return call.inputs.length > 1
    ? ofMany(status, said, refusesArrays)
    : ofOne(status, said, call, refusesArrays);
}

function ofMany(status: number, said: string, refusesArrays: boolean): Remedy {
  if (surelyOfInputs.test(said)) return 'inputs';
  if (speaksOfTokens.test(said) || beyondPositions.test(said)) return 'tokens';
  if (refusesArrays) return 'array';
  if (status === 413 || speaksOfInputs.test(said)) return 'inputs';
  return speaksOfOther.test(said) ? 'none' : 'inputs';
}

function ofOne(
  status: number,
  said: string,
  { asString }: Pick<EmbeddingCall, 'asString'>,
  refusesArrays: boolean,
): Remedy {
  if (status === 413 || speaksOfTokens.test(said) || beyondPositions.test(said)) return 'input';
  if (refusesArrays) return 'array';
  const isArray =
    !asString && speaksOfArray.test(said) && !takesEither.test(said) && !speaksOfOther.test(said);
  return isArray ? 'array' : 'none';
}

function saidBy(fault: ProviderFault | undefined): string {
  return `${fault?.code ?? ''} ${fault?.message ?? ''}`;
}

/** One case-insensitive pattern for several. */
function anyOf(...patterns: readonly RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join('|'), 'i');
}
