import { message } from '../../../common/messages/message';
import { isRecord } from '../../../common/typeGuards';
import { intoParameters } from './intoParameters';
import { openaiPaths, openaiRecord } from './openaiDialect';
import type { ProviderRecord, ProviderTask } from './providerRecord';
import { readAnswer } from './readAnswer';

const doneStatuses: ReadonlySet<string> = new Set([
  'COMPLETED',
  'COMPLETE',
  'SUCCEEDED',
  'SUCCEED',
  'SUCCESS',
  'SUCCESSFUL',
  'DONE',
  'FINISHED',
]);

const failedStatuses: ReadonlySet<string> = new Set([
  'FAILED',
  'FAIL',
  'FAILURE',
  'ERROR',
  'CANCELED',
  'CANCELLED',
  'ABORTED',
  'EXPIRED',
  'REJECTED',
  'TIMEOUT',
]);

const path = '/api/v1/embeddings';

/**
 * The AI service of OceanBase Cloud. Each account has its own host. Its page documents a resource with a status
 * instead of vectors, so an answer may be a task.
 */
export const oceanbase: ProviderRecord = {
  ...openaiRecord({
    id: 'oceanbase',
    label: 'OceanBase Cloud',
    description: message('oceanbaseDescription'),
    documentation: 'https://en.oceanbase.com/docs/common-oceanbase-cloud-10000000003726116',
    baseUrlExample: 'https://api.example.com',
    path,
    pastedPaths: ['/api/v1', ...openaiPaths.map((pasted) => `/api/v1${pasted}`)],
    defaultModel: 'text-embedding-3-small',
    models: [
      { id: 'text-embedding-3-small', dimensions: 1536, otherDimensions: [512], maxInputTokens: 8192 },
    ],
    maxInputs: 16,
    maxInputTokens: 8192,
    encodings: ['base64', 'float'],
    dimensionsOf: () => 'any',
  }),
  readTask,
  // Its page documents an object for them.
  placeParameters: intoParameters,
};

function readTask(body: unknown): ProviderTask | undefined {
  if (!isRecord(body) || body['success'] === false || isRecord(body['error'])) return undefined;
  if (readAnswer(body) !== undefined) return undefined;
  const resource = isRecord(body['data']) ? body['data'] : body;
  const { id, status } = resource;
  const isId = (typeof id === 'string' && id !== '') || typeof id === 'number';
  if (!isId || typeof status !== 'string' || status.trim() === '') return undefined;
  return { id: String(id), status, state: stateOf(status.trim().toUpperCase()) };
}

function stateOf(status: string): ProviderTask['state'] {
  if (doneStatuses.has(status)) return 'done';
  return failedStatuses.has(status) ? 'failed' : 'running';
}
