import type { Remedy } from '../../../../src/engine/embedding/remote/sizeRefusal';

/** A refusal in a provider's words, and its meaning for a request with several texts and for one with a single text. */
export interface WordedRefusal {
  readonly provider: string;
  readonly status: number;
  readonly code?: string;
  readonly message: string;
  readonly many: Remedy;
  readonly one: Remedy;
}

type Row = readonly [provider: string, status: number, message: string, code?: string];

function all(many: Remedy, one: Remedy, rows: readonly Row[]): WordedRefusal[] {
  return rows.map(([provider, status, message, code]) => ({
    provider,
    status,
    message,
    ...(code !== undefined && { code }),
    many,
    one,
  }));
}

const contextLength = "This model's maximum context length is";

/** More texts than accepted in one request. */
const tooManyTexts = all('inputs', 'none', [
  ['Azure OpenAI', 400, 'Too many inputs. The max number of inputs is 16.', 'invalid_request_error'],
  ['Voyage', 400, "Request to model 'voyage-3' failed. The batch size limit is 128. Your batch size is 200."],
  ['Cohere', 400, 'invalid request: total number of texts must be at most 96 - received 131'],
  [
    'DashScope',
    400,
    '<400> InternalError.Algo.InvalidParameter: Value error, batch size is invalid, it should not be larger than 10.: input.contents',
    'InvalidParameter',
  ],
  ['Mistral', 400, 'Too many inputs in request, split into more batches.', '3210'],
  [
    'Gemini',
    400,
    '* BatchEmbedContentsRequest.requests: at most 100 requests can be in one batch',
    'INVALID_ARGUMENT',
  ],
  ['an envelope with status 200', 200, 'The batch must not hold more than 5 texts.', 'InvalidParameter'],
  ['Bedrock', 400, 'expected maximum item count: 96, found: 128'],
]);

/** The same, in words that may also concern a single text: then the text is split. */
const tooManyOrTooLong = all('inputs', 'input', [
  [
    'OpenAI',
    400,
    "Invalid 'input': array too long. Expected an array with maximum length 2048, but got an array with length 2049 instead.",
    'array_above_max_length',
  ],
  ['SiliconFlow', 413, 'input batch size 136 > maximum allowed batch size 64', '20042'],
  ['Text Embeddings Inference', 413, 'batch size 64 > maximum allowed batch size 32', 'Validation'],
  ['Jina', 400, 'Input length 3000 is larger than the largest allowed size 2048'],
  ['one-api for Zhipu', 500, 'invalid input length, zhipu only support one input'],
  ['a server that says nothing but the status', 413, ''],
]);

/** One text, or all together, have more tokens than accepted. */
const tooManyTokens = all('tokens', 'input', [
  ['OpenAI', 400, 'Requested 453357 tokens, max 300000 tokens per request', 'max_tokens_per_request'],
  [
    'OpenAI',
    400,
    `${contextLength} 8192 tokens, however you requested 8320 tokens (8320 in your prompt). Please reduce it.`,
  ],
  ['OpenAI', 400, "Invalid 'input[0]': maximum input length is 8192 tokens.", 'invalid_request_error'],
  [
    'OpenAI',
    400,
    "Invalid 'input': string too long. Expected a string with maximum length 1048576.",
    'string_above_max_length',
  ],
  [
    'OpenAI at a low limit by the minute',
    429,
    'Request too large for text-embedding-3-small on tokens per min (TPM): Limit 40000, Requested 120000. The input or output tokens must be reduced in order to run successfully.',
    'rate_limit_exceeded',
  ],
  [
    'GitHub Models',
    413,
    'Request body too large for text-embedding-3-small - Max size: 64000 tokens',
    'tokens_limit_reached',
  ],
  [
    'Voyage',
    400,
    "Request to model 'voyage-code-3' failed. The max allowed tokens per submitted batch is 120000. Your batch has 124417 tokens after truncation. Please lower the number of tokens in the batch.",
  ],
  ['Mistral', 400, 'Too many tokens in batch. Max is 16384 got 17555', 'invalid_request_error'],
  ['Mistral', 400, 'Too many tokens overall, split into more batches.', '3210'],
  ['Cohere', 400, 'too many tokens: total number of tokens in the prompt cannot exceed 512 - received 600.'],
  [
    'DashScope',
    400,
    '<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 8192]',
    'InvalidParameter',
  ],
  ['SiliconFlow', 413, 'input must have less than 512 tokens', '20042'],
  ['SiliconFlow', 400, 'length of prompt_tokens (9231) must be less than max_seq_len (8192).', '20015'],
  ['Zhipu', 400, '单条请求token数超过最大限制3072', '1214'],
  ['Zhipu', 400, '输入文本过长', '1261'],
  [
    'Gemini',
    400,
    'The input token count (9869) exceeds the maximum number of tokens allowed (2048).',
    'INVALID_ARGUMENT',
  ],
  ['Gemini', 400, 'Request payload size exceeds the limit: 20971520 bytes.', 'INVALID_ARGUMENT'],
  ['Jina', 400, 'Single text cannot exceed 8194 tokens. 8746 tokens given.'],
  [
    'Text Embeddings Inference',
    413,
    'Input validation error: `inputs` must have less than 512 tokens. Given: 534',
    'Validation',
  ],
  ['Ollama', 400, 'the input length exceeds the context length'],
  [
    'llama.cpp',
    500,
    'input (992 tokens) is too large to process. increase the physical batch size (current batch size: 512)',
    'server_error',
  ],
  ['llama.cpp', 500, 'input is larger than the max context size. skipping', 'server_error'],
  [
    'llama.cpp',
    400,
    'the request exceeds the available context size, try increasing it',
    'exceed_context_size_error',
  ],
  [
    'llama-box',
    400,
    'Illegal param: prefill 744 tokens exceed n_ctx_per_seq, try increasing total context size',
    'invalid_request_error',
  ],
  [
    'vLLM',
    400,
    `${contextLength} 512 tokens. However, you requested 1451 tokens in the input for embedding generation. Please reduce the length of the input.`,
    'BadRequestError',
  ],
  ['NVIDIA NIM', 400, 'Input length 5300 exceeds maximum allowed token size 512'],
  ['Bedrock', 400, 'Too many input tokens. Max input tokens: 8192, request input token count: 9875'],
  ['Bedrock', 400, '#/texts/0: expected maxLength: 2048, actual: 2459'],
  ['FastAPI', 422, 'body.input.0: String should have at most 8192 characters'],
  ['nginx', 413, '413 Request Entity Too Large'],
]);

/** A text has more tokens than the model has positions, in the words of the inference library. */
const beyondPositions = all('tokens', 'input', [
  [
    'PyTorch',
    500,
    'The size of tensor a (514) must match the size of tensor b (512) at non-singleton dimension 1',
  ],
  [
    'PyTorch',
    400,
    'The size of tensor a (700) must match the size of tensor b (512) at non-singleton dimension 1',
  ],
  [
    'PyTorch',
    500,
    'The expanded size of the tensor (700) must match the existing size (512) at non-singleton dimension 1.  Target sizes: [1, 700].  Tensor sizes: [1, 512]',
  ],
  ['PyTorch', 500, 'Internal Server Error: index out of range in self'],
  ['PyTorch', 422, 'IndexError: index out of range in self'],
  [
    'PyTorch on CUDA',
    500,
    'indexSelectLargeIndex: block: [17,0,0], thread: [32,0,0] Assertion `srcIndex < srcSelectDimSize` failed.',
  ],
  [
    'transformers',
    500,
    'Token indices sequence length is longer than the specified maximum sequence length for this model (700 > 512). Running this sequence through the model will result in indexing errors',
  ],
  ['transformers', 500, 'Sequence length 700 exceeds max_position_embeddings 512'],
  ['vLLM', 500, 'The decoder prompt (length 700) is longer than the maximum model length of 512.'],
  [
    'ONNX Runtime',
    500,
    "Non-zero status code returned while running Gather node. Name:'/embeddings/position_embeddings/Gather' Status Message: indices element out of data bounds, idx=514 must be within the inclusive range [-514,513]",
  ],
  [
    'ONNX Runtime',
    500,
    "Non-zero status code returned while running Add node. Name:'/embeddings/Add_1' Status Message: Attempting to broadcast an axis by a dimension other than 1. 512 by 700",
  ],
  ['OpenVINO', 500, 'Eltwise shape infer input shapes dim index: 1 mismatch'],
  ['TensorFlow', 500, 'indices[0,512] = 512 is not in [0, 512)'],
  ['TensorFlow', 500, 'Incompatible shapes: [1,700,768] vs. [1,512,768]'],
  ['NumPy', 500, 'operands could not be broadcast together with shapes (700,384) (512,384)'],
  ['NumPy', 500, 'index 512 is out of bounds for axis 0 with size 512'],
  ['MLX', 500, '[broadcast_shapes] Shapes (1,700,768) and (1,512,768) cannot be broadcast.'],
  ['candle', 424, 'shape mismatch in broadcast_add, lhs: [1, 700, 384], rhs: [1, 512, 384]', 'backend'],
  ['candle', 500, 'invalid index 512 with dim size 512 in index-select'],
  ['ggml', 500, 'GGML_ASSERT(n_tokens_all <= cparams.n_batch) failed'],
  [
    'ggml',
    500,
    'GGML_ASSERT(cparams.n_ubatch >= n_tokens && "encoder requires n_ubatch >= n_tokens") failed',
  ],
  ['LM Studio', 500, 'Context overflow: the input has 700 tokens'],
  ['a server of its own', 500, 'Input is too long'],
  ['a server of its own', 500, 'The text is too long for this model'],
  ['Text Embeddings Inference', 500, '`inputs` must have less than 512 tokens. Given: 700'],
]);

/** Only strings are accepted, not lists. */
const stringsOnly = all('array', 'array', [
  ['FastAPI', 422, 'body.input: Input should be a valid string'],
  ['FastAPI, before', 422, 'body.input: str type expected'],
  ['Go', 400, 'json: cannot unmarshal array into Go struct field EmbeddingRequest.input of type string'],
  [
    'Java',
    400,
    'Cannot deserialize value of type `java.lang.String` from Array value (token `JsonToken.START_ARRAY`)',
  ],
  ['C#', 400, 'The JSON value could not be converted to System.String. Path: $.input'],
  [
    'Rust',
    422,
    'Failed to deserialize the JSON body into the target type: input: invalid type: sequence, expected a string at line 1 column 9',
  ],
  ['IONOS', 400, 'JSON format issue: expected string at field input got instead array'],
  ['Qhaigc', 400, 'input must be a string', 'invalid_request_error'],
  ['a gateway', 400, 'Arrays are not supported', 'invalid_input'],
  ['a gateway', 400, 'input 参数不支持数组', 'invalid_parameter'],
]);

/** The message mentions lists, and nothing else. */
const somethingOfLists = all('inputs', 'array', [
  ['a gateway', 400, 'Invalid type for input: list'],
  ['a gateway', 422, 'array'],
]);

/** Fewer or shorter texts would also be refused. */
const otherwise = all('none', 'none', [
  [
    'OpenAI',
    404,
    'The model `text-embedding-4` does not exist or you do not have access to it.',
    'model_not_found',
  ],
  ['OpenAI', 400, 'This model does not support specifying dimensions.', 'invalid_request_error'],
  [
    'OpenAI',
    400,
    "Invalid value for 'dimensions': integer above maximum value. Expected a value <= 1536, but got 4096 instead.",
  ],
  ['OpenAI', 400, 'Unrecognized request argument supplied: dimension', 'invalid_request_error'],
  [
    'OpenAI',
    429,
    'Rate limit reached on tokens per min (TPM): Limit 1000000, Used 950000, Requested 120000.',
    'rate_limit_exceeded',
  ],
  ['Azure OpenAI', 404, 'The API deployment for this resource does not exist.', 'DeploymentNotFound'],
  ['Azure OpenAI', 400, 'API version not supported', 'BadRequest'],
  ['Voyage', 400, "Model voyage-9 is not supported. Supported models are ['voyage-3', 'voyage-code-3']."],
  ['Voyage', 400, "Argument 'dimensions' is not supported by our API."],
  [
    'Voyage',
    400,
    "Value '333' supplied for argument 'output_dimension' is not valid -- accepted values are [256, 512].",
  ],
  [
    'Jina',
    422,
    "Input tag 'foo' found using 'model' does not match any of the expected tags: 'jina-embeddings-v3'",
  ],
  ['Mistral', 422, 'body.dimensions: Extra inputs are not permitted'],
  ['Mistral', 400, 'Invalid model: mistral-embed-9', '1500'],
  ['SiliconFlow', 400, 'Model does not exist. Please check it carefully.', '20012'],
  ['Zhipu', 400, '模型不存在，请检查模型代码。', '1211'],
  [
    'DashScope',
    400,
    'Value error, dimension is invalid, the dimension should be in [64, 128, 256]: parameters.dimension',
  ],
  ['Gemini', 400, 'API key not valid. Please pass a valid API key.', 'INVALID_ARGUMENT'],
  [
    'Gemini',
    400,
    'Invalid JSON payload received. Unknown name "foo" at \'requests[0]\': Cannot find field.',
    'INVALID_ARGUMENT',
  ],
  [
    'vLLM',
    400,
    'Model "x" does not support matryoshka representation, changing output dimensions will lead to poor results.',
  ],
  ['Ollama', 400, 'this model does not support embeddings'],
  ['Ollama', 404, 'model "x" not found, try pulling it first'],
  ['LiteLLM', 400, 'Setting dimensions is not supported for OpenAI `text-embedding-3` and later models.'],
  ['a gateway that lists its models', 400, 'The model is not in the list of allowed ones.'],
  ['a server in trouble', 500, 'Internal error while processing a batch of inputs'],
  ['PyTorch on CUDA', 500, 'CUDA error: device-side assert triggered'],
  ['a program', 500, 'list index out of range'],
  ['a program', 500, 'mat1 and mat2 shapes cannot be multiplied (32x768 and 1024x1024)'],
  ['a server that starts', 503, 'Loading model', 'unavailable_error'],
]);

/** About the content of a text: a smaller request would succeed only without that text. */
const ofContent = all('none', 'none', [
  ['Azure OpenAI', 400, 'The response was filtered due to the content management policy.', 'content_filter'],
  ['DashScope', 400, 'Input text data may contain inappropriate content.', 'DataInspectionFailed'],
  [
    'Zhipu',
    400,
    '系统检测到输入或生成内容可能包含不安全或敏感内容，请您避免输入易产生敏感内容的提示语',
    '1301',
  ],
  ['a gateway', 400, '内容安全审核未通过，输入长度 512'],
  ['a moderated model', 422, 'Your input was flagged. The model does not take an array of such texts.'],
]);

/** The message contains nothing useful. */
const unclear = all('inputs', 'none', [
  ['OpenAI', 400, "'$.input' is invalid. Please check the API reference."],
  ['Zhipu', 400, 'API 调用参数有误，请检查文档。', '1210'],
  ['a server that says nothing', 400, ''],
]);

export const wordedRefusals: readonly WordedRefusal[] = [
  ...tooManyTexts,
  ...tooManyOrTooLong,
  ...tooManyTokens,
  ...beyondPositions,
  ...stringsOnly,
  ...somethingOfLists,
  ...otherwise,
  ...ofContent,
  ...unclear,
];
