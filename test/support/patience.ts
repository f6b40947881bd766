import deadlines from './patience.json';

/**
 * The deadlines of all tests, milliseconds; the configurations of vitest and the scripts read the same file.
 *
 * `patienceMs`: how long a test waits for something that must happen. It only ends a hang: a busy machine may take many times as
 * long as an idle one, so no test has a shorter deadline of its own. `testTimeoutMs`: how long a test or a hook may take, which
 * is several waits in a row.
 */
export const { patienceMs, testTimeoutMs } = deadlines;
