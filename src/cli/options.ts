import { parseArgs } from 'node:util';
import { parserUsage, usage } from './usage';

/** The commands that use an index. */
const indexCommands = [
  ...(['index', 'plan', 'publish', 'status', 'search', 'similar', 'mcp'] as const),
  'evaluate',
] as const;

/** Every command. */
export type Command = (typeof indexCommands)[number] | 'agents';

interface OptionRule {
  readonly type: 'string' | 'boolean';
  readonly multiple?: true;
  readonly short?: string;
  /** The commands that have it. */
  readonly of: readonly Command[];
  /** The option without which it has no meaning, where a command has both. */
  readonly needs?: string;
  /** An empty value, which an unset variable leaves, is refused. */
  readonly isNamed?: true;
}

const withModel = indexCommands.filter((command) => command !== 'evaluate');
const withJson = indexCommands.filter((command) => command !== 'mcp');
const withResults = ['search', 'similar'] as const;
const withPostgres = ['publish', 'search', 'similar', 'mcp'] as const;
const every = [...indexCommands, 'agents'] as const;

/** Every option, with the commands that have it. */
const options = {
  json: { type: 'boolean', of: withJson },
  'index-dir': { type: 'string', isNamed: true, of: indexCommands },
  provider: { type: 'string', of: withModel },
  model: { type: 'string', of: withModel },
  'base-url': { type: 'string', of: withModel },
  dimensions: { type: 'string', of: withModel },
  'query-model': { type: 'string', of: withModel },
  'output-type': { type: 'string', of: withModel },
  'result-path': { type: 'string', of: withModel },
  param: { type: 'string', multiple: true, of: indexCommands },
  'shared-results': { type: 'string', isNamed: true, of: indexCommands },
  postgres: { type: 'string', isNamed: true, of: withPostgres },
  repository: { type: 'string', isNamed: true, needs: 'postgres', of: withPostgres },
  branch: { type: 'string', isNamed: true, needs: 'postgres', of: withPostgres },
  'create-tables': { type: 'boolean', needs: 'postgres', of: ['publish'] },
  'delete-branch': { type: 'string', isNamed: true, needs: 'postgres', of: ['publish'] },
  'max-file-size': { type: 'string', of: indexCommands },
  'include-generated': { type: 'string', multiple: true, of: indexCommands },
  threads: { type: 'string', of: withModel },
  profile: { type: 'boolean', of: ['index'] },
  limit: { type: 'string', of: withResults },
  order: { type: 'string', of: ['search'] },
  kind: { type: 'string', of: withResults },
  path: { type: 'string', multiple: true, of: withResults },
  exclude: { type: 'string', multiple: true, of: withResults },
  lang: { type: 'string', multiple: true, of: withResults },
  queries: { type: 'string', of: ['search'] },
  rerank: { type: 'string', of: ['search'] },
  'rerank-url': { type: 'string', needs: 'rerank', of: ['search'] },
  'rerank-param': { type: 'string', multiple: true, needs: 'rerank', of: ['search', 'evaluate'] },
  'no-update': { type: 'boolean', of: withResults },
  http: { type: 'string', of: ['mcp'] },
  yes: { type: 'boolean', of: ['agents', 'evaluate'] },
  with: { type: 'string', multiple: true, of: ['evaluate'] },
  questions: { type: 'string', of: ['evaluate'] },
  'max-cost': { type: 'string', of: ['evaluate'] },
  markdown: { type: 'boolean', of: ['evaluate'] },
  help: { type: 'boolean', short: 'h', of: every },
  version: { type: 'boolean', short: 'v', of: every },
} as const satisfies Readonly<Record<string, OptionRule>>;

type Option = keyof typeof options;

/** The values of the given options. */
export type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
}

/**
 * Parses the options of a command line.
 *
 * @throws SemanticSearchError USAGE for an unknown option, or one that lacks its value
 */
export function parseOptions(argv: readonly string[]): ReturnType<typeof parse> {
  try {
    return parse(argv);
  } catch (error) {
    throw parserUsage(error, options);
  }
}

/** Most commands that a message about an option names. */
const mostNamed = 4;

/**
 * Whether each given option belongs to the command, and has what it needs.
 *
 * @throws SemanticSearchError USAGE
 */
export function checkOptions(values: Values, command: Command): void {
  for (const name of Object.keys(values) as Option[]) {
    const { of, needs, isNamed }: OptionRule = options[name];
    if (!of.includes(command)) {
      throw of.length > mostNamed
        ? usage(`--${name} does not belong to ${command}.`)
        : usage(`--${name} belongs to ${of.join(', ')}.`);
    }
    if (isNamed && values[name] === '') throw usage(`--${name} is empty.`);
    if (needs !== undefined && values[needs as Option] === undefined && has(command, needs as Option))
      throw usage(`--${name} belongs to --${needs}.`);
  }
}

function has(command: Command, name: Option): boolean {
  const { of }: OptionRule = options[name];
  return of.includes(command);
}
