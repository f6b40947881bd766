import * as l10n from '@vscode/l10n';

/** One line about each provider, for the picker, without a full stop. */
export const providerTexts = {
  aihubmixDescription: () => l10n.t('Gateway to the models of many providers'),
  azureOpenaiDescription: () =>
    l10n.t('OpenAI models in your Azure resource; the model is the deployment name'),
  cohereDescription: () => l10n.t('The embed models of Cohere, for many languages'),
  dashscopeDescription: () => l10n.t('text-embedding-v4 of Alibaba Cloud Model Studio'),
  geminiDescription: () => l10n.t('The embedding models of the Gemini API'),
  jinaDescription: () => l10n.t('Models for code and for many languages'),
  mistralDescription: () => l10n.t('Codestral Embed for code, Mistral Embed for text'),
  oceanbaseDescription: () => l10n.t('AI service of OceanBase Cloud, at the address of your account'),
  ollamaDescription: () => l10n.t('Models on this machine or on a server of your own'),
  openaiDescription: () => l10n.t('The text-embedding-3 models of OpenAI'),
  openaiCompatibleDescription: () =>
    l10n.t('LM Studio, llama.cpp, vLLM, Text Embeddings Inference, or a gateway of your own'),
  qhaigcDescription: () => l10n.t('Gateway with bge-m3 and text-embedding-3-large'),
  scnetDescription: () => l10n.t('Qwen3 Embedding 8B on the national supercomputing network of China'),
  siliconflowDescription: () => l10n.t('Open models such as Qwen3 Embedding and bge-m3, hosted'),
  voyageDescription: () => l10n.t('Models for retrieval, one of them for code'),
  zhipuDescription: () => l10n.t('embedding-3 of the BigModel platform'),
};
