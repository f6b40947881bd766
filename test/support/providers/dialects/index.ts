import type { Dialect } from '../dialect';
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
import { qhaigc } from './qhaigc';
import { scnet } from './scnet';
import { siliconflow } from './siliconflow';
import { voyage } from './voyage';
import { zhipu } from './zhipu';

/** The main dialect of each provider; variants are in the same file. */
export const dialects: readonly Dialect[] = [
  qhaigc,
  scnet,
  aihubmix,
  oceanbase,
  openai,
  openaiCompatible,
  azureOpenai,
  ollama,
  voyage,
  jina,
  cohere,
  gemini,
  mistral,
  siliconflow,
  dashscope,
  zhipu,
];
