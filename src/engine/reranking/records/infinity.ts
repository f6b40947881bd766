import { message } from '../../../common/messages/message';
import { rerankRecord } from './rerankDialect';

/** Infinity. It cuts long texts itself, and returns the documents only on request. */
export const infinityReranker = rerankRecord({
  id: 'infinity',
  label: 'Infinity',
  description: message('infinityRerankDescription'),
  documentation: 'https://michaelfeil.eu/infinity/latest/',
  baseUrl: 'http://localhost:7997',
  isOwnServer: true,
  models: [],
  maxInputs: 64,
  maxInputTokens: 2048,
});
