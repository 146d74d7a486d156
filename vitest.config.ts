import { defineConfig } from 'vitest/config';
import { PATIENCE } from './test/support/patience.js';

const PATIENT = {
  // What is waited for gives up first, and says what it was.
  testTimeout: PATIENCE * 2,
  hookTimeout: PATIENCE * 2,
  expect: { poll: { timeout: PATIENCE } },
};

/** Everyday: unit, package, browser; slow only with `npm run test:all` (scripts/test.mjs). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          ...PATIENT,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts', 'test/browser/**', 'test/package/**'],
        },
      },
      {
        test: {
          name: 'package',
          ...PATIENT,
          include: ['test/package/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'browser',
          ...PATIENT,
          include: ['test/browser/**/*.test.ts'],
          exclude: ['test/**/*.slow.test.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'slow',
          ...PATIENT,
          include: ['test/**/*.slow.test.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
