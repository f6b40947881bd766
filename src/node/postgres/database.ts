import { Client, type QueryResult } from 'pg';
import { throwIfCancelled } from '../../common/errors/errors';
import { connectionSettings } from './connectionSettings';
import { databaseError } from './databaseErrors';

type Row = Record<string, unknown>;

/** One connection to a database. Its errors are user-visible ones. */
export class Database {
  /** Name of the server, for the user: never has the password. */
  readonly server: string;
  private lost: Error | undefined;

  private constructor(private readonly client: Client) {
    this.server = `${client.database ?? ''}@${client.host}`;
    // Without a listener, the end of an idle connection would end the process.
    client.on('error', (error) => (this.lost = error));
    client.on('end', () => (this.lost ??= new Error('Connection terminated')));
  }

  /** @throws SemanticSearchError as `connectionSettings` and `databaseError` */
  static async connect(address: string): Promise<Database> {
    const client = new Client(connectionSettings(address));
    const database = new Database(client);
    try {
      await client.connect();
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
      // Several statements in one text, which have no values, give several results.
      const result = (await (values.length > 0
        ? this.client.query(text, [...values])
        : this.client.query(text))) as QueryResult<T> | QueryResult<T>[];
      return Array.isArray(result) ? [] : result.rows;
    } catch (error) {
      throw databaseError(this.lost ?? error, this.server);
    }
  }

  /**
   * Runs statements as one transaction: all of them count, or none.
   *
   * @param mode of `BEGIN`
   * @throws SemanticSearchError as `databaseError`, and what `run` throws
   */
  async transaction<T>(mode: string, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    throwIfCancelled(signal);
    await this.query(`begin ${mode}`);
    try {
      const result = await run();
      throwIfCancelled(signal);
      await this.query('commit');
      return result;
    } catch (error) {
      // If the connection is lost, the server rolls back by itself.
      await this.client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
