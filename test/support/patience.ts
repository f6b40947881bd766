import deadlines from './patience.json';

/**
 * Deadlines of all tests, in milliseconds. The configurations of vitest and the scripts read the same file.
 *
 * `patienceMs`: how long a test waits for something that must happen. It only ends hangs. A busy machine may take many times as
 * long as an idle one, so no test has its own shorter deadline. `testTimeoutMs`: how long a test or hook may take, which may be
 * several waits in a row.
 */
export const { patienceMs, testTimeoutMs } = deadlines;
