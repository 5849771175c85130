import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { waitForReference } from './reference.ts';
import type { Site } from './site.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const pages: readonly [name: string, path: string, arrives: (page: Page) => Promise<void>][] = [
  ['the landing page', '/', (page) => page.getByRole('button', { name: 'Send' }).first().waitFor()],
  [
    'a guide page',
    '/guide/getting-started/',
    (page) => page.getByRole('button').first().waitFor({ state: 'attached' }),
  ],
  ['a guide page of tables', '/guide/errors/', (page) => page.getByRole('table').first().waitFor()],
  ['the empty inspector', '/_mockplane/', (page) => page.getByText('No requests yet').waitFor()],
  [
    'the inspector with a request opened',
    '/_mockplane/#/exchanges/1',
    (page) => page.getByRole('link', { name: 'createDatabaseInstance in the reference' }).waitFor(),
  ],
  // Only what is ours of it: the markup of Scalar, by which the reference is drawn, is not for us to mend.
  ['what is around the reference', '/docs/', (page) => waitForReference(page, 'Turso Platform API')],
];

export function accessibility(site: Site): void {
  describe('axe', () => {
    it.each(pages)('finds nothing serious in %s, in light and in dark colours', async (name, path, arrives) => {
      if (name.includes('opened')) {
        await site.send('POST /v1/organizations/my-org/databases/my-db/instances', { loc: 'ord' });
      }
      const page = await site.open(path);
      await arrives(page);
      expect(await seriousIssues(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await seriousIssues(page)).toEqual([]);
    });
  });
}

/** The rules that are broken with grave effect, and where. */
export async function seriousIssues(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const { violations } = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(context: object, options: object): Promise<AxeResults> } };
    return axe.run({ exclude: ['.scalar-app'] }, { resultTypes: ['violations'] });
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}
