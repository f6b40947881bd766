import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { ResultOrder } from '../common/contracts/engineContract';
import { defaultMaxCost, defaultQuestions } from '../common/contracts/evaluation';
import { parseQuery } from '../common/query/queryFilters';
import { candidatesOf, withParameters, type CandidateArgument } from './candidates';
import { portOf, wholeNumber } from './numberArguments';
import { checkPostgres, type PostgresArguments } from './postgresArguments';
import { outputTypeOf, parametersOf } from './providerArguments';
import { parserUsage, usage } from './usage';

/** Options of every command. */
export interface CommonArguments {
  /** The workspace folder as given; default: the current one. */
  readonly directory: string;
  readonly json: boolean;
  readonly indexDirectory?: string | undefined;
  readonly provider: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly dimensions?: number | undefined;
  /** Model that embeds queries, of the same vector space as `model`. Default: `model`. */
  readonly queryModel?: string | undefined;
  /** `int8`: the provider returns vectors of 8-bit integers. Default: floating-point numbers. */
  readonly outputType?: 'int8' | undefined;
  readonly resultPath?: string | undefined;
  /** Fields that are added to each request of the provider; undefined without any. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** Where a team shares results: an address or a folder. Default: none. */
  readonly sharedResults?: string | undefined;
  /** The published index in PostgreSQL to search or to write. Default: none. */
  readonly postgres?: PostgresArguments | undefined;
  /** Size limit of indexed files, KiB. Default as in the settings. */
  readonly maxFileSizeKib?: number | undefined;
  /** Globs of generated files to index. */
  readonly generatedPaths: readonly string[];
  /** Threads that analyze files. Default: chosen for the machine. */
  readonly threads?: number | undefined;
  /** Print the time of each stage of a run. */
  readonly profile: boolean;
}

/** Arguments of `publish`: to shared results or, with `postgres`, to a database. */
export interface PublishArguments extends CommonArguments {
  readonly command: 'publish';
  readonly createTables: boolean;
  /** Remove this branch instead of publishing. */
  readonly deleteBranch?: string | undefined;
}

/** Options that limit the results. */
export interface ResultArguments extends CommonArguments {
  readonly limit: number;
  readonly kind?: 'code' | 'docs' | undefined;
  readonly paths: readonly string[];
  readonly excludedPaths: readonly string[];
  readonly languages: readonly string[];
  /** Update the index first. */
  readonly update: boolean;
}

/** Arguments of `search`. */
export interface SearchArguments extends ResultArguments {
  readonly command: 'search';
  /** Exactly one of `query` and `queriesFile` is set. */
  readonly query?: string | undefined;
  readonly queriesFile?: string | undefined;
  readonly order?: ResultOrder | undefined;
  /** The reranker that refines the order. Default: none. */
  readonly rerank?: RerankerArguments | undefined;
}

/** A reranker, as given: `--rerank ID[:MODEL]`, `--rerank-url URL` and `--rerank-param NAME=JSON`. */
export interface RerankerArguments {
  readonly id: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Fields that are added to each of its requests; undefined without any. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}

/** Arguments of `similar`. */
export interface SimilarArguments extends ResultArguments {
  readonly command: 'similar';
  readonly place: Place;
}

/** Options of the server for agents. `directory` is not used. */
export interface McpArguments extends CommonArguments {
  readonly command: 'mcp';
  /** The folders as given; none means those of the environment. */
  readonly directories: readonly string[];
  /** Serve on HTTP at this port, 0 for a free one; undefined means stdin and stdout. */
  readonly httpPort?: number | undefined;
}

/** Options for setting up clients of the server. */
export interface AgentsArguments {
  readonly command: 'agents';
  readonly action: 'install' | 'uninstall';
  /** Ids of clients; none means those that are found. */
  readonly clients: readonly string[];
  /** Write without asking. */
  readonly yes: boolean;
}

/** Options for comparing models. The provider of `CommonArguments` is not used. */
export interface EvaluateArguments extends CommonArguments {
  readonly command: 'evaluate';
  readonly candidates: readonly CandidateArgument[];
  /** Most questions. */
  readonly questions: number;
  /** Most that one candidate may cost, in the currency of its price. */
  readonly maxCost: number;
  readonly markdown: boolean;
  /** Send without asking. */
  readonly yes: boolean;
}

/** Lines of a file, as given: `FILE:LINE` or `FILE:LINE-LINE`. */
export interface Place {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Inclusive; undefined means the definition around `line`. */
  readonly endLine?: number | undefined;
}

/** A parsed command line. */
export type Arguments =
  | { readonly command: 'help' | 'version' }
  | (CommonArguments & { readonly command: 'index' | 'plan' | 'status' })
  | PublishArguments
  | SearchArguments
  | SimilarArguments
  | McpArguments
  | EvaluateArguments
  | AgentsArguments;

const defaultLimit = 10;

const options = {
  json: { type: 'boolean' },
  'index-dir': { type: 'string' },
  provider: { type: 'string' },
  model: { type: 'string' },
  'base-url': { type: 'string' },
  dimensions: { type: 'string' },
  'query-model': { type: 'string' },
  'output-type': { type: 'string' },
  'result-path': { type: 'string' },
  param: { type: 'string', multiple: true },
  'shared-results': { type: 'string' },
  postgres: { type: 'string' },
  repository: { type: 'string' },
  branch: { type: 'string' },
  'create-tables': { type: 'boolean' },
  'delete-branch': { type: 'string' },
  'max-file-size': { type: 'string' },
  'include-generated': { type: 'string', multiple: true },
  threads: { type: 'string' },
  profile: { type: 'boolean' },
  limit: { type: 'string' },
  order: { type: 'string' },
  kind: { type: 'string' },
  path: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  lang: { type: 'string', multiple: true },
  queries: { type: 'string' },
  rerank: { type: 'string' },
  'rerank-url': { type: 'string' },
  'rerank-param': { type: 'string', multiple: true },
  'no-update': { type: 'boolean' },
  http: { type: 'string' },
  yes: { type: 'boolean' },
  with: { type: 'string', multiple: true },
  questions: { type: 'string' },
  'max-cost': { type: 'string' },
  markdown: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const satisfies ParseArgsConfig['options'];

/** Options of `search` and `similar` only. */
const resultsOnly = [
  'limit',
  'order',
  'kind',
  'path',
  'exclude',
  'lang',
  'queries',
  'rerank',
  'rerank-url',
  'rerank-param',
  'no-update',
] as const;

/** Options of `evaluate` only, and those of other commands that it does not have: `--with` names the models. */
const evaluateOnly = ['with', 'questions', 'max-cost', 'markdown'] as const;
const notEvaluate = [
  ...(['provider', 'model', 'base-url', 'dimensions', 'query-model', 'output-type'] as const),
  ...(['result-path', 'threads'] as const),
];

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
}

/**
 * Parses a command line.
 *
 * @param argv the arguments after the program name
 * @throws SemanticSearchError USAGE
 */
export function parseArguments(argv: readonly string[]): Arguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(argv);
  } catch (error) {
    throw parserUsage(error, options);
  }
  const { values, positionals } = parsed;
  if (values.yes !== undefined && positionals[0] !== 'agents' && positionals[0] !== 'evaluate')
    throw usage('--yes belongs to agents and evaluate.');
  for (const name of evaluateOnly)
    if (values[name] !== undefined && positionals[0] !== 'evaluate')
      throw usage(`--${name} belongs to evaluate.`);
  if (values.http !== undefined && positionals[0] !== 'mcp') throw usage('--http belongs to mcp.');
  if (values.profile !== undefined && positionals[0] !== 'index') throw usage('--profile belongs to index.');
  checkPostgres(values, positionals[0]);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const [command, ...rest] = positionals;
  switch (command) {
    case undefined:
      return { command: 'help' };
    case 'index':
    case 'plan':
    case 'publish':
    case 'status':
      for (const name of resultsOnly)
        if (values[name] !== undefined) throw usage(`--${name} belongs to search.`);
      if (command !== 'publish') return { command, ...common(values, rest) };
      if ((values['shared-results'] === undefined) === (values.postgres === undefined))
        throw usage('publish needs either --shared-results or --postgres.');
      return {
        command,
        ...common(values, rest),
        createTables: values['create-tables'] ?? false,
        deleteBranch: values['delete-branch'],
      };
    case 'search':
      return searchArguments(values, rest);
    case 'similar':
      return similarArguments(values, rest);
    case 'agents':
      return agentsArguments(values, rest);
    case 'evaluate':
      for (const name of [...resultsOnly, ...notEvaluate])
        if (values[name] !== undefined && name !== 'rerank-param')
          throw usage(`--${name} does not belong to evaluate.`);
      return evaluateArguments(values, rest);
    case 'mcp':
      for (const name of [...resultsOnly, 'json'] as const)
        if (values[name] !== undefined) throw usage(`--${name} does not belong to mcp.`);
      if (rest.includes('')) throw usage('DIR is empty.');
      return { command, ...common(values, []), directories: rest, httpPort: portOf(values.http) };
    default:
      throw usage(`There is no command "${command}".`);
  }
}

function agentsArguments(values: Values, [action, ...clients]: readonly string[]): AgentsArguments {
  if (action !== 'install' && action !== 'uninstall') throw usage('agents needs install or uninstall.');
  const others = Object.keys(values).filter((name) => name !== 'yes');
  if (others.length > 0) throw usage(`--${others[0]!} does not belong to agents.`);
  return { command: 'agents', action, clients, yes: values.yes ?? false };
}

function evaluateArguments(values: Values, positionals: readonly string[]): EvaluateArguments {
  if (!values.with) throw usage('evaluate needs a model to compare: --with ID[:MODEL][@URL].');
  if (values.json && values.markdown) throw usage('--json and --markdown exclude each other.');
  const maxCost = Number(values['max-cost'] ?? defaultMaxCost);
  if (!(maxCost > 0) || !Number.isFinite(maxCost))
    throw usage(`--max-cost takes an amount above 0, not "${values['max-cost'] ?? ''}".`);
  return {
    command: 'evaluate',
    ...common(values, positionals),
    candidates: withParameters(
      candidatesOf(values.with),
      parametersOf(values.param),
      parametersOf(values['rerank-param'], '--rerank-param'),
    ),
    questions:
      values.questions === undefined ? defaultQuestions : wholeNumber('--questions', values.questions),
    maxCost,
    markdown: values.markdown ?? false,
    yes: values.yes ?? false,
  };
}

function searchArguments(values: Values, positionals: string[]): SearchArguments {
  const query = values.queries === undefined ? positionals.shift() : undefined;
  if (values.queries === undefined && parseQuery(query ?? '').text === '')
    throw usage('search needs a query, not only filters.');
  const { order } = values;
  if (order !== undefined && order !== 'files' && order !== 'places')
    throw usage('--order is files or places.');
  return {
    command: 'search',
    ...resultArguments(values, positionals),
    query,
    queriesFile: values.queries,
    order,
    rerank: rerankerArguments(values),
  };
}

/** A model id may contain colons: only the first one ends the id of the reranker. */
function rerankerArguments({
  rerank,
  'rerank-url': baseUrl,
  'rerank-param': given,
}: Values): RerankerArguments | undefined {
  if (rerank === undefined) {
    if (baseUrl !== undefined) throw usage('--rerank-url belongs to --rerank.');
    if (given !== undefined) throw usage('--rerank-param belongs to --rerank.');
    return undefined;
  }
  const [, id, model] = /^([^:]+)(?::(.+))?$/.exec(rerank.trim()) ?? [];
  if (id === undefined) throw usage('--rerank takes ID or ID:MODEL.');
  return { id, model, baseUrl, parameters: parametersOf(given, '--rerank-param') };
}

function similarArguments(values: Values, positionals: string[]): SimilarArguments {
  for (const name of ['queries', 'order', 'rerank', 'rerank-url', 'rerank-param'] as const)
    if (values[name] !== undefined) throw usage(`--${name} belongs to search.`);
  const [, file, line, endLine] = /^(.+):(\d+)(?:-(\d+))?$/.exec(positionals.shift() ?? '') ?? [];
  if (file === undefined || line === undefined)
    throw usage('similar needs a place: FILE:LINE or FILE:LINE-LINE.');
  const place: Place = {
    file,
    line: wholeNumber('LINE', line),
    ...(endLine !== undefined && { endLine: wholeNumber('LINE', endLine) }),
  };
  if (place.endLine !== undefined && place.endLine < place.line)
    throw usage(`Line ${place.endLine} is before line ${place.line}.`);
  return { command: 'similar', ...resultArguments(values, positionals), place };
}

function resultArguments(values: Values, positionals: readonly string[]): ResultArguments {
  const { kind } = values;
  if (kind !== undefined && kind !== 'code' && kind !== 'docs') throw usage('--kind is code or docs.');
  return {
    ...common(values, positionals),
    limit: values.limit === undefined ? defaultLimit : wholeNumber('--limit', values.limit),
    kind,
    paths: values.path ?? [],
    excludedPaths: values.exclude ?? [],
    languages: values.lang ?? [],
    update: !values['no-update'],
  };
}

function common(values: Values, positionals: readonly string[]): CommonArguments {
  if (positionals.length > 1)
    throw usage(`One folder is searched at a time; "${positionals[1]!}" is one too many.`);
  // An empty DIR comes from an unset variable and would mean the current folder.
  if (positionals[0] === '') throw usage('DIR is empty.');
  for (const name of ['index-dir', 'shared-results'] as const)
    if (values[name] === '') throw usage(`--${name} is empty.`);
  return {
    directory: positionals[0] ?? '.',
    json: values.json ?? false,
    indexDirectory: values['index-dir'],
    provider: values.provider ?? 'builtin',
    model: values.model,
    baseUrl: values['base-url'],
    dimensions: values.dimensions === undefined ? undefined : wholeNumber('--dimensions', values.dimensions),
    queryModel: values['query-model'],
    outputType: outputTypeOf(values['output-type']),
    resultPath: values['result-path'],
    parameters: parametersOf(values.param),
    sharedResults: values['shared-results'],
    postgres:
      values.postgres === undefined
        ? undefined
        : { address: values.postgres, repository: values.repository, branch: values.branch },
    maxFileSizeKib:
      values['max-file-size'] === undefined
        ? undefined
        : wholeNumber('--max-file-size', values['max-file-size']),
    generatedPaths: values['include-generated'] ?? [],
    threads: values.threads === undefined ? undefined : wholeNumber('--threads', values.threads),
    profile: values.profile ?? false,
  };
}
