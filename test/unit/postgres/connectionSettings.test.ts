import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { connectionSettings } from '../../../src/node/postgres/connectionSettings';
import { temporaryDirectory } from '../store/temporaryDirectory';

const sslOf = (address: string) => connectionSettings(address, Client).ssl;

describe('connectionSettings', () => {
  it('encrypts connections to other machines, and checks the certificate', () => {
    expect(sslOf('postgres://me@db.example.com/search')).toEqual({
      rejectUnauthorized: true,
      servername: 'db.example.com',
    });
    expect(sslOf('postgresql://me@10.0.0.7:5433/search')).toEqual({ rejectUnauthorized: true });
    expect(sslOf('postgres://db.example.com/search?sslmode=require')).toMatchObject({
      rejectUnauthorized: true,
    });
    expect(sslOf('postgres://db.example.com/search?sslmode=no-verify')).toMatchObject({
      rejectUnauthorized: false,
    });
  });

  it('does not encrypt connections to this machine', () => {
    for (const host of ['localhost', '127.0.0.1', '[::1]'])
      expect(sslOf(`postgres://${host}/x`), host).toBe(false);
    expect(sslOf('postgres:///x?host=/var/run/postgresql')).toBe(false);
  });

  it('takes the host from the variables of PostgreSQL if the address has none', () => {
    vi.stubEnv('PGHOST', 'db.example.com');
    expect(sslOf('postgres://')).toMatchObject({ servername: 'db.example.com' });
    vi.stubEnv('PGHOST', 'localhost');
    expect(sslOf('postgres://')).toBe(false);
  });

  it('reads the certificate of an authority', async () => {
    const file = path.join(await temporaryDirectory(), 'ca.pem');
    await writeFile(file, 'an authority');
    expect(sslOf(`postgres://db.example.com/x?sslrootcert=${file}`)).toMatchObject({ ca: 'an authority' });
    expect(() => sslOf(`postgres://db.example.com/x?sslrootcert=${file}.missing`)).toThrow(/sslrootcert/);
  });

  it.each([
    'mysql://db.example.com/x',
    'db.example.com',
    'postgres://me:secret@db.example.com:port/x',
    'postgres://me:secret@db.example.com/x?sslmode=disable',
    'postgres://me:secret@db.example.com/x?sslmode=prefer',
  ])('refuses %s without its password', (address) => {
    try {
      connectionSettings(address, Client);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(SemanticSearchError);
      expect((error as SemanticSearchError).code).toBe('USAGE');
      expect(`${(error as Error).message} ${(error as SemanticSearchError).hint}`).not.toContain('secret');
    }
  });
});
