import { describe, expect, it } from 'vitest';
import { isLoadingModel, nextLookMs } from '../../../../src/engine/embedding/remote/loadingModel';

describe('a model that is being loaded', () => {
  it.each([
    ['llama.cpp', 'unavailable_error', 'Loading model'],
    ['Ollama', undefined, 'llm server loading model'],
    ['Ollama', undefined, 'unexpected server status: llm server loading model'],
    ['Hugging Face', undefined, 'Model BAAI/bge-m3 is currently loading'],
    ['vLLM', undefined, 'The model is still loading, please try again in a few seconds.'],
    ['Text Embeddings Inference', 'unhealthy', 'Model is warming up'],
    ['Triton', undefined, "Request for unknown model: 'bge' model is not ready"],
    ['Infinity', undefined, 'model not yet loaded'],
    ['LocalAI', undefined, 'the model is being loaded, try again later'],
    ['a gateway', 'model_loading', ''],
    ['a gateway', 'MODEL_NOT_READY', 'Service Unavailable'],
    ['a gateway', undefined, 'Model loading in progress'],
    ['a gateway', undefined, 'The endpoint is in the process of starting'],
    ['a gateway', undefined, 'Container is starting up'],
    ['a gateway', undefined, 'The server is initializing'],
    ['a gateway', undefined, 'Waiting for the model to be ready'],
    ['a gateway', undefined, 'Cold start in progress'],
    ['a gateway', undefined, 'Loading weights'],
    ['a gateway', undefined, '模型正在加载，请稍后重试'],
    ['a gateway', undefined, '服务预热中'],
  ])('is recognised by its message: %s, %s, %s', (_, code, message) => {
    expect(isLoadingModel({ message, code })).toBe(true);
  });

  it.each([
    'The engine is currently overloaded, please try again later',
    'Model is overloaded',
    'error loading model /models/x.gguf',
    'llama runner process has terminated: error loading model',
    'failed to load model',
    'Model loading failed',
    'unable to load model, it requires more system memory than is available',
    'timed out waiting for llama runner to start - progress 0.00',
    'No models loaded. Please load a model in the developer page.',
    'The model is not loaded',
    'model "x" not found, try pulling it first',
    'The model `x` does not exist',
    'Service Unavailable',
    'Rate limit reached, please wait',
    'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
    'The upload is larger than the limit',
    '模型加载失败',
    '',
  ])('is distinguished from: %s', (message) => {
    expect(isLoadingModel({ message })).toBe(false);
    expect(isLoadingModel(undefined)).toBe(false);
  });

  it('is requested again soon at first, and later every ten seconds, whatever the server estimates', () => {
    const looks = Array.from({ length: 12 }, (_, i) => nextLookMs(i, undefined));
    expect(looks[0]).toBe(1000);
    expect(looks.at(-1)).toBe(10_000);
    expect(nextLookMs(0, 4000)).toBe(4000);
    expect(nextLookMs(0, 3_600_000)).toBe(10_000);
  });
});
