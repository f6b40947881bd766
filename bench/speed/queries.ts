/** Questions whose answer time is measured. */
export const queries = [
  'where are files skipped',
  'parse command line arguments',
  'retry failed request with backoff',
  'how is the cache invalidated',
  'resolve module import path',
  'createServer',
  'format error message for the user',
  'read configuration file and merge defaults',
  'event listener is removed on dispose',
  'tokenize source text into tokens',
];
