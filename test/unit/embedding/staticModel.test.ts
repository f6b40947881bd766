import { describe, expect, it } from 'vitest';
import { createBuiltinProvider } from '../../../src/engine/embedding/builtinProvider';
import { CodeTokenizer } from '../../../src/engine/embedding/codeTokenizer';
import { createStaticModel, type StaticModel } from '../../../src/engine/embedding/staticModel';
import { float32, safetensors, type TensorSpec } from './modelFixtures';

/** A tokenizer as in public models: BERT normalizer, accents stripped, WordPiece. */
const bertTokenizer = {
  version: '1.0',
  added_tokens: [
    {
      id: 0,
      content: '[PAD]',
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    },
    {
      id: 1,
      content: '[UNK]',
      single_word: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: true,
    },
  ],
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: null,
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: { '[PAD]': 0, '[UNK]': 1, cafe: 2, cache: 3, '##s': 4 },
  },
};

/** A tokenizer as in multilingual models: SentencePiece pieces with scores. */
const unigramTokenizer = {
  version: '1.0',
  added_tokens: [],
  normalizer: { type: 'NFKC' },
  pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
  post_processor: null,
  decoder: null,
  model: {
    type: 'Unigram',
    unk_id: 0,
    vocab: [
      ['<unk>', 0],
      ['▁', -4],
      ['▁令牌', -1],
      ['过期', -2],
    ],
  },
};

const ROWS = [9, 9, 8, 8, 1, 0, 0, 1, 0, -1];

function create(
  tensors: Readonly<Record<string, TensorSpec>>,
  tokenizer: object = bertTokenizer,
  config: object = { normalize: true },
): Promise<StaticModel> {
  const files = {
    tensors: safetensors(tensors),
    tokenizer: JSON.stringify(tokenizer),
    config: JSON.stringify(config),
  };
  return createStaticModel(files, 'foreign-1');
}

function table(dtype: string, bytes: Uint8Array, shape: readonly number[] = [5, 2]): TensorSpec {
  return { dtype, shape, bytes };
}

async function vectorOf(model: StaticModel, text: string): Promise<number[] | undefined> {
  const vector = await createBuiltinProvider(model).embedQuery(text);
  return vector && [...vector].map((value) => Math.round(value * 1e4) / 1e4);
}

describe('createStaticModel', () => {
  it('runs a public model with its own tokeniser: the normalised mean without unknown tokens', async () => {
    const model = await create({ embeddings: table('F32', float32(ROWS)) });
    expect(model).toMatchObject({ name: 'foreign-1', dimensions: 2, rootCounts: false });
    expect(model.tokenizer).not.toBeInstanceOf(CodeTokenizer);
    expect(await vectorOf(model, 'Café')).toEqual([1, 0]);
    expect(await vectorOf(model, 'café cache')).toEqual([0.7071, 0.7071]);
    expect(await vectorOf(model, 'café unheard cache')).toEqual([0.7071, 0.7071]);
    expect(await vectorOf(model, 'unheard 令牌')).toBeUndefined();
    expect(await vectorOf(model, 'caches')).toBeUndefined();
  });

  it('embeds each text independently of the others', async () => {
    const model = await create({ embeddings: table('F32', float32(ROWS)) });
    const provider = createBuiltinProvider(model);
    await provider.embedQuery('cafe cache');
    expect([...(await provider.embedQuery('cafe'))!]).toEqual([1, 0]);
  });

  it('reads half precision, bfloat16 and int8 alike', async () => {
    const words = (values: readonly number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer);
    const half = words([0, 0, 0, 0, 0x3c00, 0, 0, 0x3c00, 0, 0]);
    const brain = words([0, 0, 0, 0, 0x3f80, 0, 0, 0x3f80, 0, 0]);
    const bytes = Uint8Array.of(0, 0, 0, 0, 7, 0, 0, 7, 0, 0);
    for (const embeddings of [table('F16', half), table('BF16', brain), table('I8', bytes)]) {
      expect(await vectorOf(await create({ embeddings }), 'cafe cache')).toEqual([0.7071, 0.7071]);
    }
  });

  it('applies weights by token and maps tokens to rows', async () => {
    const model = await create({
      embeddings: table('F32', float32([1, 0, 0, 1]), [2, 2]),
      mapping: {
        dtype: 'I64',
        shape: [5],
        bytes: new Uint8Array(BigInt64Array.of(0n, 0n, 1n, 0n, 0n).buffer),
      },
      weights: { dtype: 'F64', shape: [5], bytes: new Uint8Array(Float64Array.of(0, 0, 4, 3, 0).buffer) },
    });
    expect(await vectorOf(model, 'cafe cache')).toEqual([0.6, 0.8]);
  });

  it('runs a multilingual model', async () => {
    const embeddings = table('F32', float32([5, 5, 0, 0, 1, 0, 0, 1]), [4, 2]);
    const model = await create({ embeddings }, unigramTokenizer);
    expect(await vectorOf(model, '令牌过期')).toEqual([0.7071, 0.7071]);
  });

  it('takes the name from the config', async () => {
    const embeddings = table('F32', float32(ROWS));
    expect((await create({ embeddings }, bertTokenizer, { name: 'mine' })).name).toBe('mine');
  });

  it.each([
    ['no table', { other: table('F32', float32(ROWS)) }, /no tensor "embeddings"/],
    ['a flat table', { embeddings: table('F32', float32(ROWS), [10]) }, /shape \[10\]/],
    ['an empty table', { embeddings: table('F32', float32([]), [0, 2]) }, /shape/],
    ['a table of row numbers', { embeddings: table('I32', float32(ROWS)) }, /I32/],
    [
      'fewer rows than tokens',
      { embeddings: table('F32', float32(ROWS.slice(2)), [4, 2]) },
      /token ids up to 4/,
    ],
    [
      'too few weights',
      {
        embeddings: table('F32', float32(ROWS)),
        weights: { dtype: 'F32', shape: [4], bytes: float32([1, 1, 1, 1]) },
      },
      /4 numbers for 5 tokens/,
    ],
    [
      'weights that are no numbers',
      {
        embeddings: table('F32', float32(ROWS)),
        weights: { dtype: 'F32', shape: [5], bytes: float32([1, 1, NaN, 1, 1]) },
      },
      /not finite/,
    ],
    [
      'rows that do not exist',
      {
        embeddings: table('F32', float32(ROWS)),
        mapping: { dtype: 'I32', shape: [5], bytes: new Uint8Array(Int32Array.of(0, 1, 2, 3, 5).buffer) },
      },
      /beyond the 5/,
    ],
  ])('refuses a model with %s', async (_, tensors, message) => {
    const creation = create(tensors);
    await expect(creation).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' });
    await expect(creation).rejects.toThrow(message);
  });

  it('refuses a tokeniser that the library cannot run', async () => {
    const creation = create({ embeddings: table('F32', float32(ROWS)) }, { model: { type: 'Mystery' } });
    await expect(creation).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' });
    await expect(creation).rejects.toThrow(/tokenizer\.json/);
  });

  it('refuses a table with numbers that are not finite', async () => {
    const model = await create({ embeddings: table('F32', float32([0, 0, 0, 0, Infinity, 0, 0, 1, 0, 0])) });
    await expect(createBuiltinProvider(model).embedQuery('cafe')).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
    });
  });
});
