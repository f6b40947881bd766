import { describe, expect, it } from 'vitest';
import { addressWithPassword, readDatabaseAddress } from '../../../src/vscode/published/databaseAddress';
import { connectionSettings } from '../../../src/node/postgres/connectionSettings';
import { Client } from 'pg';

describe('the address of a database', () => {
  it('names the host, and the account of its password', () => {
    const address = 'postgres://me@db.example.com:6432/search?sslmode=no-verify';
    expect(readDatabaseAddress(address)).toEqual({
      kind: 'valid',
      ...{ address, host: 'db.example.com', account: 'me@db.example.com:6432' },
    });
  });

  it('is refused with a password, which no text shows', () => {
    for (const address of ['postgres://me:open-sesame@db/s', 'postgres://me@db/s?password=open-sesame']) {
      const read = readDatabaseAddress(address);
      expect(read).toMatchObject({ kind: 'invalid', error: { code: 'USAGE' } });
      expect(JSON.stringify(read)).toContain('contains a password');
      expect(JSON.stringify(read)).not.toContain('open-sesame');
    }
  });

  it('has no parameter that would connect to another host than the one that is shown', () => {
    for (const address of [
      ...['db.example.com', 'https://db.example.com/s', 'postgres://', 'postgres:///s', 'postgres://me@'],
      ...['postgres://me@db/s?host=other', 'postgres://me@db/s?port=1', 'postgres://me@db/s?options=x'],
    ]) {
      expect(readDatabaseAddress(address), address).toMatchObject({ kind: 'invalid' });
    }
  });

  it('encodes any password so that it arrives unchanged', () => {
    const password = 'a%41:@/?#[] é"\'\\+&';
    const settings = connectionSettings(
      addressWithPassword('postgres://me@db.example.com/s', password),
      Client,
    );
    const { password: read, host, user, database } = new Client(settings);
    expect({ password: read, host, user, database }).toEqual({
      ...{ password, host: 'db.example.com', user: 'me', database: 's' },
    });
  });
});
