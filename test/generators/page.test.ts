import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generators } from './generators.ts';
import { pageFile, pageWith, readResults, renderResults } from './page.ts';
import { versionOf } from './tools.ts';

describe("the guide's table of generated clients", () => {
  it('shows the results of the last runs', async () => {
    expect(readFileSync(pageFile, 'utf8')).toBe(await pageWith(readResults()));
  });

  it('has results of the versions that are installed', () => {
    const versions = generators.map(({ name }) => [name, versionOf(name)]);
    expect(readResults().map(({ name, version }) => [name, version])).toEqual(versions);
  });

  it('marks the step that failed, and those that were not reached', () => {
    const table = renderResults([{ name: 'some', language: 'Go', version: '1.0.0', failed: 'compile' }]);
    expect(table).toContain('| some | 1.0.0 | Go | yes | no | – |');
  });
});
