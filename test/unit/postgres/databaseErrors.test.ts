import { expect, it } from 'vitest';
import type { SemanticSearchError } from '../../../src/common/errors/errors';
import { databaseError } from '../../../src/node/postgres/databaseErrors';

it('reports a missing password, which the library reports without a code', () => {
  const error = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
  expect(databaseError(error, 'search@db')).toMatchObject({ code: 'DATABASE_ACCESS' });
});

it('explains how to set the authority of a certificate, and is not retried', () => {
  const error = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  const found = databaseError(error, 'search@db') as SemanticSearchError;
  expect(found).toMatchObject({ code: 'DATABASE_SETUP', retryAfterMs: undefined });
  expect(`${found.message} ${found.hint}`).toMatch(
    /^The certificate of search@db is not trusted \(self-.*sslrootcert=FILE\.$/,
  );
});
