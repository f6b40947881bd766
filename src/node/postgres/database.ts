import { Socket } from 'node:net';
import type { Client, QueryResult } from 'pg';
import { throwIfCancelled } from '../../common/errors/errors';
import { connectionSettings } from './connectionSettings';
import { databaseError } from './databaseErrors';
import { withinSilence } from './silence';

type Row = Record<string, unknown>;

/** How long a server may send nothing before the connection counts as lost, milliseconds. */
export interface Patience {
  /** While a connection is made. */
  readonly connectMs: number;
  /** Before an answer, and within one. */
  readonly answerMs: number;
}

/** How long the end of a connection may take, milliseconds. */
const endMs = 1000;

/** One connection to a database. Its errors are user-visible ones. */
export class Database {
  /** Name of the server, for the user: never has the password. */
  readonly server: string;
  /** As in {@link Patience}. */
  answerMs: number;
  /** The longest silence before an answer since it was set to 0, milliseconds. */
  silentMs = 0;
  private lost: Error | undefined;

  private constructor(
    private readonly client: Client,
    private readonly socket: Socket,
    { answerMs }: Patience,
  ) {
    this.server = `${client.database ?? ''}@${client.host}`;
    this.answerMs = answerMs;
    // Without a listener, the end of an idle connection would end the process.
    client.on('error', (error) => (this.lost ??= error));
    client.on('end', () => (this.lost ??= new Error('Connection terminated')));
  }

  /** @throws SemanticSearchError as `connectionSettings` and `databaseError` */
  static async connect(address: string, patience: Patience): Promise<Database> {
    // Loaded only here: its start loads `fetch`, too, and costs every engine 50 ms.
    const { Client } = await import('pg');
    const socket = new Socket();
    const client = new Client({ ...connectionSettings(address, Client), stream: () => socket });
    const database = new Database(client, socket, patience);
    try {
      await withinSilence(socket, patience.connectMs, () => client.connect());
      return database;
    } catch (error) {
      throw databaseError(error, database.server);
    }
  }

  /** Whether the connection has ended. */
  get isLost(): boolean {
    return this.lost !== undefined;
  }

  /** @throws SemanticSearchError as `databaseError` */
  async query<T extends object = Row>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    try {
      const { answer, silentMs } = await withinSilence(this.socket, this.answerMs, () =>
        // Several statements in one text, which have no values, give several results.
        values.length > 0 ? this.client.query(text, [...values]) : this.client.query(text),
      );
      this.silentMs = Math.max(this.silentMs, silentMs);
      const result = answer as QueryResult<T> | QueryResult<T>[];
      return Array.isArray(result) ? [] : result.rows;
    } catch (error) {
      throw databaseError(this.lost ?? error, this.server);
    }
  }

  /**
   * Runs statements as one transaction: all of them count, or none.
   *
   * @param begin begins the transaction
   * @throws SemanticSearchError as `databaseError`, and what `run` throws
   */
  async transaction<T>(begin: string, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    throwIfCancelled(signal);
    await this.query(begin);
    try {
      const result = await run();
      throwIfCancelled(signal);
      await this.query('commit');
      return result;
    } catch (error) {
      // If the connection is lost, the server rolls back by itself.
      await this.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  /** A server that does not answer does not prevent it. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.socket.destroy(), endMs);
    await this.client.end().catch(() => undefined);
    clearTimeout(timer);
  }
}
