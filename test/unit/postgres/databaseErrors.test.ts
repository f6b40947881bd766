import { expect, it } from 'vitest';
import { databaseError } from '../../../src/node/postgres/databaseErrors';

it('says that the password is missing, which the library reports without a code', () => {
  const error = new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string');
  expect(databaseError(error, 'search@db')).toMatchObject({ code: 'DATABASE_ACCESS' });
});
