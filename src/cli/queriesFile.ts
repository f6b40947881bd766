import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { SemanticSearchError, messageOf } from '../common/errors';

/** One line of a queries file. */
export interface QueryLine {
  readonly id?: string | number;
  readonly query: string;
}

/**
 * Reads queries, one JSON object a line; empty lines are passed over.
 *
 * @param file a path, or `-` for standard input
 * @throws SemanticSearchError USAGE where a line is not of that form or the file cannot be read
 */
export async function* readQueries(file: string): AsyncGenerator<QueryLine> {
  const input = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  let number = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      number++;
      if (line.trim() !== '') yield parseLine(line, number);
    }
  } catch (error) {
    if (error instanceof SemanticSearchError) throw error;
    throw new SemanticSearchError('USAGE', `${file} cannot be read: ${messageOf(error)}`, 'Check the path.', {
      cause: error,
    });
  }
}

function parseLine(line: string, number: number): QueryLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'string') {
    const id =
      'id' in value && (typeof value.id === 'string' || typeof value.id === 'number') ? value.id : undefined;
    return { ...(id !== undefined && { id }), query: value.query };
  }
  throw new SemanticSearchError(
    'USAGE',
    `Line ${number} of the queries is not of the form {"id"?, "query"}.`,
    'Write one JSON object a line.',
  );
}
