/**
 * How long anything that a test waits for may take, ms: only what hangs meets it. The machine may be ten times
 * slower than another and have more to do, so no test has a limit of its own (test/package/sources.test.ts).
 */
export const PATIENCE = 600_000;
