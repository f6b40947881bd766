import type { ModelInfo, Price } from '../../../common/contracts/providerInfo';
import { message } from '../../../common/messages/message';
import { noPrefix, openaiRecord } from './openaiDialect';

const dimensions = [256, 512, 1024, 2048];

function model(id: string, amount: number, space?: string): ModelInfo {
  const price: Price = { amount, currency: 'USD' };
  const otherDimensions = [256, 512, 2048];
  const shared = space === undefined ? {} : { space };
  return { id, dimensions: 1024, otherDimensions, maxInputTokens: 32_000, price, hasInt8: true, ...shared };
}

/**
 * The space of the Voyage 4 models, named as one of them, so that an index of this model has the name that it had before
 * spaces were known.
 */
const voyage4 = 'voyage-4';

/**
 * Voyage AI. It has a field for the role of a text, and adds the prompt itself.
 *
 * The Voyage 4 models share one vector space, at equal dimensions: https://blog.voyageai.com/2026/01/15/voyage-4 says that
 * all four make compatible vectors, so that documents and queries may be embedded by different ones. The fourth,
 * `voyage-4-nano`, is published for servers of one's own; this endpoint does not document it. Earlier models, and
 * `voyage-code-3`, have a space of their own.
 */
export const voyage = openaiRecord({
  id: 'voyage',
  label: 'Voyage AI',
  description: message('voyageDescription'),
  documentation: 'https://docs.voyageai.com/docs/embeddings',
  baseUrl: 'https://api.voyageai.com/v1',
  defaultModel: 'voyage-code-3',
  models: [
    model('voyage-code-3', 0.18),
    model('voyage-4-large', 0.12, voyage4),
    model('voyage-4', 0.06, voyage4),
    model('voyage-4-lite', 0.02, voyage4),
  ],
  maxInputs: 1000,
  maxInputTokens: 16_000,
  maxRequestTokens: requestTokensOf,
  encodings: ['base64', 'float'],
  // https://docs.voyageai.com/reference/embeddings-api: base64 is that of a NumPy array of the requested type.
  int8: { isOf: isFlexible, encodings: ['base64', 'float'] },
  dimensionsOf: (id) => (isFlexible(id) ? dimensions : []),
  dimensionsField: 'output_dimension',
  fieldsOf: ({ role, outputType }) => ({
    input_type: role,
    ...(outputType && { output_dtype: outputType }),
  }),
  prefixOf: noPrefix,
});

/** The models with a choice of dimensions and output types. */
function isFlexible(id: string): boolean {
  return /^voyage-(?:code-3|3-large|3\.5|4)(?!-nano)/.test(id);
}

function requestTokensOf(id: string): number {
  if (/^voyage-(?:4|3\.5)-lite$/.test(id)) return 1_000_000;
  return /^voyage-(?:4|3\.5|2)$/.test(id) ? 320_000 : 120_000;
}
