import type { IncomingHttpHeaders } from 'node:http';
import { bearerKey, readBy, text, type BodyRules } from '../bodyRules';
import type { Dialect, Refusal } from '../dialect';
import { openAiAnswer, openAiFault } from '../openAiShape';
import { statusOf } from '../wording';
import { openAiModels } from './openai';

const body: BodyRules = {
  dimensions: 'dimensions',
  encoding: 'encoding_format',
  others: { user: text },
};

const headerOrBearer = (headers: IncomingHttpHeaders): string | undefined =>
  headers['api-key']?.toString() ?? bearerKey(headers);

const denied = {
  code: '401',
  message:
    'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription.',
};

const faults: Partial<Record<Refusal['kind'], unknown>> = {
  noKey: denied,
  wrongKey: denied,
  model: {
    code: 'DeploymentNotFound',
    message: 'The API deployment for this resource does not exist.',
  },
};

/** https://learn.microsoft.com/azure/ai-foundry/openai/latest: `model` is the name of a deployment. */
export const azureOpenai: Dialect = {
  id: 'azure-openai',
  base: '/openai/v1',
  path: '/embeddings',
  needsKey: true,
  keyOf: headerOrBearer,
  models: { 'my-embeddings': openAiModels['text-embedding-3-small']! },
  maxInputs: 2048,
  read: readBy(body),
  answer: openAiAnswer,
  fault: (refusal) => {
    const own = faults[refusal.kind];
    return own === undefined ? openAiFault(refusal) : { status: statusOf(refusal), body: { error: own } };
  },
};

/** The older URL, with the deployment in the path and the version in the query. */
export const azureOpenaiDeployment: Dialect = {
  ...azureOpenai,
  base: '/openai/deployments/my-embeddings',
  query: /^\?api-version=\d{4}-\d{2}-\d{2}(-preview)?$/,
};
