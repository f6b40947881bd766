import { usage } from './usage';

/** A published index, as given. */
export interface PostgresArguments {
  readonly address: string;
  readonly repository?: string | undefined;
  readonly branch?: string | undefined;
}

/** Options of a published index, and the commands that have each. */
const postgresOptions = {
  postgres: ['publish', 'search', 'similar', 'mcp'],
  repository: ['publish', 'search', 'similar', 'mcp'],
  branch: ['publish', 'search', 'similar', 'mcp'],
  'create-tables': ['publish'],
  'delete-branch': ['publish'],
} as const;

type Values = Readonly<Partial<Record<keyof typeof postgresOptions, string | boolean | undefined>>>;

/** @throws SemanticSearchError USAGE for an option that the command does not have, or that lacks another one */
export function checkPostgres(values: Values, command: string | undefined): void {
  for (const [name, commands] of Object.entries(postgresOptions)) {
    const value = values[name as keyof typeof postgresOptions];
    if (value === undefined) continue;
    if (!commands.some((one) => one === command)) throw usage(`--${name} belongs to ${commands.join(', ')}.`);
    if (value === '') throw usage(`--${name} is empty.`);
    if (values.postgres === undefined) throw usage(`--${name} belongs to --postgres.`);
  }
}
