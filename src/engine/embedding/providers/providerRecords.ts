import { aihubmix } from './aihubmix';
import { azureOpenai } from './azureOpenai';
import { cohere } from './cohere';
import { dashscope } from './dashscope';
import { gemini } from './gemini';
import { jina } from './jina';
import { mistral } from './mistral';
import { oceanbase } from './oceanbase';
import { ollama } from './ollama';
import { openai } from './openai';
import { openaiCompatible } from './openaiCompatible';
import type { ProviderRecord } from './providerRecord';
import { qhaigc } from './qhaigc';
import { scnet } from './scnet';
import { siliconflow } from './siliconflow';
import { voyage } from './voyage';
import { zhipu } from './zhipu';

/** The providers there are, in the order in which they are offered: services first, then servers of one's own. */
export const providerRecords: readonly ProviderRecord[] = [
  qhaigc,
  scnet,
  aihubmix,
  oceanbase,
  openai,
  azureOpenai,
  voyage,
  jina,
  cohere,
  gemini,
  mistral,
  siliconflow,
  dashscope,
  zhipu,
  ollama,
  openaiCompatible,
];

/** The provider of an id as in the settings; undefined where there is none. */
export function findRecord(id: string): ProviderRecord | undefined {
  return providerRecords.find((record) => record.id === id);
}
