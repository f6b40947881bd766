import type { ProviderFault } from '../providers/serviceRecord';

/** How long to wait for a model that is being loaded, milliseconds: large models are downloaded first. */
export const loadingPatienceMs = 10 * 60_000;

const firstLookMs = 1000;
const longestLookMs = 10_000;

const speaksOfIt = [
  // llama.cpp, Ollama: "Loading model", "llm server loading model"
  /\bloading (?:the |llm |in )?(?:model|weights|checkpoint|shards|progress)\b|\bmodel[ _-]loading\b/i,
  // Hugging Face: "Model X is currently loading"
  /\b(?:is|are|still|currently|server|model)\s+(?:(?:still|currently|now|in the process of)\s+)*(?:loading|warming|starting|initiali[sz]ing|downloading|deploying|booting|waking)\b/i,
  /\bbeing (?:loaded|initiali[sz]ed|started|deployed|downloaded|pulled|warmed)\b/i,
  // Triton, TorchServe, Infinity
  /\b(?:model|server|engine|pipeline|backend|service|worker|instance)s?\b.{0,60}\b(?:not (?:yet )?ready|isn't ready|not yet (?:loaded|available|initiali[sz]ed|started)|has ?n[o']t (?:been loaded|loaded|finished loading|started))/i,
  /\bmodel[_-]not[_-]ready\b/i,
  /\bwait\w* for .{0,40}\bto (?:load|start|be ready|become ready|warm up)\b/i,
  /\bwarming[ -]?up\b|\bcold[ -]?start|\bwarm-?up in progress/i,
  /加载中|正在(?:加载|启动|初始化|预热)|预热中|尚未(?:加载|就绪)|模型未就绪/,
];

/** Loading failed, so waiting does not help. */
const speaksOfFailure =
  /\b(?:error|fail\w*|unable|cannot|can't|could ?n[o']t|exception|crash\w*|timed out)\b.{0,60}\b(?:load|start|initiali|deploy|download|pull|wait)|\b(?:load|start)\w*\b.{0,60}\bfailed|失败/i;

/** Whether a refusal means that the model is being loaded, whatever its status: 503, 500, 425, 429, 400. */
export function isLoadingModel(fault: ProviderFault | undefined): boolean {
  const said = `${fault?.code ?? ''} ${fault?.message ?? ''}`;
  return speaksOfIt.some((pattern) => pattern.test(said)) && !speaksOfFailure.test(said);
}

/**
 * Wait before the next request while a model is being loaded, milliseconds.
 *
 * @param looks requests made so far
 * @param askedMs time given by the server; it is an estimate, so a long one is shortened
 */
export function nextLookMs(looks: number, askedMs: number | undefined): number {
  const ownMs = Math.min(longestLookMs, firstLookMs * 1.5 ** looks);
  return Math.min(longestLookMs, Math.max(ownMs, askedMs ?? 0));
}
