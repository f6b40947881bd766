import { SemanticSearchError } from '../common/errors/errors';

/** An error about the arguments of the command line. */
export function usage(message: string): SemanticSearchError {
  return new SemanticSearchError('USAGE', message, 'See semantic-search --help.');
}
