import { messageOf, SemanticSearchError, systemCodeOf } from '../common/errors/errors';

/** An error about the arguments of the command line. */
export function usage(message: string): SemanticSearchError {
  return new SemanticSearchError('USAGE', message, 'See semantic-search --help.');
}

/**
 * An error of Node's parser of arguments, in our words.
 *
 * @param options the options that the parser knows, by their names without dashes
 */
export function parserUsage(
  error: unknown,
  options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>,
): SemanticSearchError {
  const [, option = ''] = /'(?:-\w, )?(-[^\s'=]*)/.exec(messageOf(error)) ?? [];
  const code = systemCodeOf(error);
  if (option !== '' && code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return usage(`There is no option ${option}. Write a query that begins with "-" after "--".`);
  if (option === '' || code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return usage(messageOf(error));
  return options[option.replace(/^-+/, '')]?.type === 'string'
    ? usage(`${option} needs a value. Write a value that begins with "-" as ${option}=VALUE.`)
    : usage(`${option} takes no value.`);
}
