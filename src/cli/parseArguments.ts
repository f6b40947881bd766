import { defaultMaxCost, defaultQuestions } from '../common/contracts/evaluation';
import { parseQuery } from '../common/query/queryFilters';
import type {
  AgentsArguments,
  Arguments,
  CommonArguments,
  EvaluateArguments,
  McpArguments,
  Place,
  PublishArguments,
  RerankerArguments,
  ResultArguments,
  SearchArguments,
  SimilarArguments,
} from './arguments';
import { candidatesOf, withParameters } from './candidates';
import { count, portOf, wholeNumber } from './numberArguments';
import { checkOptions, parseOptions, type Command, type Values } from './options';
import { outputTypeOf, parametersOf } from './providerArguments';
import { usage } from './usage';

const defaultLimit = 10;

/** Makes the arguments of a command from its options and what follows its name. */
type Parser = (values: Values, positionals: readonly string[]) => Arguments;

const parsers: Readonly<Record<Command, Parser>> = {
  index: (values, rest) => ({ command: 'index', ...common(values, rest) }),
  plan: (values, rest) => ({ command: 'plan', ...common(values, rest) }),
  status: (values, rest) => ({ command: 'status', ...common(values, rest) }),
  publish: publishArguments,
  search: searchArguments,
  similar: similarArguments,
  mcp: mcpArguments,
  agents: agentsArguments,
  evaluate: evaluateArguments,
};

/**
 * Parses a command line.
 *
 * @param argv the arguments after the program name
 * @throws SemanticSearchError USAGE
 */
export function parseArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parseOptions(argv);
  const [command, ...rest] = positionals;
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  if (command === undefined) return { command: 'help' };
  if (!isCommand(command)) throw usage(`There is no command "${command}".`);
  checkOptions(values, command);
  return parsers[command](values, rest);
}

function isCommand(name: string): name is Command {
  return Object.hasOwn(parsers, name);
}

function publishArguments(values: Values, positionals: readonly string[]): PublishArguments {
  if ((values['shared-results'] === undefined) === (values.postgres === undefined))
    throw usage('publish needs either --shared-results or --postgres.');
  return {
    command: 'publish',
    ...common(values, positionals),
    createTables: values['create-tables'] ?? false,
    deleteBranch: values['delete-branch'],
  };
}

function mcpArguments(values: Values, directories: readonly string[]): McpArguments {
  if (directories.includes('')) throw usage('DIR is empty.');
  return { command: 'mcp', ...common(values, []), directories, httpPort: portOf(values.http) };
}

function agentsArguments(values: Values, [action, ...clients]: readonly string[]): AgentsArguments {
  if (action !== 'install' && action !== 'uninstall') throw usage('agents needs install or uninstall.');
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
    questions: count('--questions', values.questions) ?? defaultQuestions,
    maxCost,
    markdown: values.markdown ?? false,
    yes: values.yes ?? false,
  };
}

function searchArguments(values: Values, positionals: readonly string[]): SearchArguments {
  // With a file of queries, all that follows is the folder.
  const [query, rest] =
    values.queries === undefined ? [positionals[0], positionals.slice(1)] : [undefined, positionals];
  if (values.queries === undefined && parseQuery(query ?? '').text === '')
    throw usage('search needs a query, not only filters.');
  const { order } = values;
  if (order !== undefined && order !== 'files' && order !== 'places')
    throw usage('--order is files or places.');
  return {
    command: 'search',
    ...resultArguments(values, rest),
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
  if (rerank === undefined) return undefined;
  const [, id, model] = /^([^:]+)(?::(.+))?$/.exec(rerank.trim()) ?? [];
  if (id === undefined) throw usage('--rerank takes ID or ID:MODEL.');
  return { id, model, baseUrl, parameters: parametersOf(given, '--rerank-param') };
}

function similarArguments(values: Values, [lines = '', ...rest]: readonly string[]): SimilarArguments {
  const [, file, line, endLine] = /^(.+):(\d+)(?:-(\d+))?$/s.exec(lines) ?? [];
  if (file === undefined || line === undefined)
    throw usage('similar needs a place: FILE:LINE or FILE:LINE-LINE.');
  const place: Place = { file, line: wholeNumber('LINE', line), endLine: count('LINE', endLine) };
  if (place.endLine !== undefined && place.endLine < place.line)
    throw usage(`Line ${place.endLine} is before line ${place.line}.`);
  return { command: 'similar', ...resultArguments(values, rest), place };
}

function resultArguments(values: Values, positionals: readonly string[]): ResultArguments {
  const { kind } = values;
  if (kind !== undefined && kind !== 'code' && kind !== 'docs') throw usage('--kind is code or docs.');
  return {
    ...common(values, positionals),
    limit: count('--limit', values.limit) ?? defaultLimit,
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
  return {
    directory: positionals[0] ?? '.',
    json: values.json ?? false,
    indexDirectory: values['index-dir'],
    provider: values.provider ?? 'builtin',
    model: values.model,
    baseUrl: values['base-url'],
    dimensions: count('--dimensions', values.dimensions),
    queryModel: values['query-model'],
    outputType: outputTypeOf(values['output-type']),
    resultPath: values['result-path'],
    parameters: parametersOf(values.param),
    sharedResults: values['shared-results'],
    postgres:
      values.postgres === undefined
        ? undefined
        : { address: values.postgres, repository: values.repository, branch: values.branch },
    maxFileSizeKib: count('--max-file-size', values['max-file-size']),
    generatedPaths: values['include-generated'] ?? [],
    threads: count('--threads', values.threads),
    profile: values.profile ?? false,
  };
}
