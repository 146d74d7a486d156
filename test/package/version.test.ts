import { readFileSync } from 'node:fs';
import { parquetMetadata } from 'hyparquet';
import { expect, it } from 'vitest';
import { VERSION } from '../../src/core/version.js';
import { parquet } from '../../src/output/parquet.js';

it('the version is that of package.json, and Parquet files name it as their format asks', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(VERSION).toBe(version);
  const { buffer } = parquet([{ name: 'a', type: 'int', values: [1] }]);
  const { created_by } = parquetMetadata(buffer as ArrayBuffer);
  expect(created_by).toBe(`fibril version ${version}`);
  // The pattern of parquet-java's VersionParser, which leaves out statistics where it does not match.
  expect(created_by).toMatch(/^(.*?)\s+version\s*(?:([^(]*?)\s*(?:\(\s*build\s*([^)]*?)\s*\))?)?$/);
});
