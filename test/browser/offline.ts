import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { waitForReference } from './reference.ts';
import type { Site } from './site.ts';

/** Each page with what is there once it has come; for each of the documents see the deep links. */
const pages: readonly [path: string, arrives: (page: Page) => Promise<void>][] = [
  ['/', (page) => page.getByRole('button', { name: 'Send' }).first().waitFor()],
  ['/docs/', (page) => waitForReference(page, 'Turso Platform API')],
  ['/guide/', (page) => page.getByRole('heading', { name: 'Guide', level: 1 }).waitFor()],
  ['/guide/inspector/', (page) => page.getByRole('button', { name: 'Copy' }).first().waitFor({ state: 'attached' })],
  ['/_mockplane/', (page) => page.getByText('No requests yet').waitFor()],
];

export function offline(site: Site): void {
  describe('without any other host', () => {
    it.each(pages)('%s comes whole and asks this server only', async (path, arrives) => {
      const page = await site.open(path);
      await arrives(page);
      // The requests after the first paint: pictures, documents, and those of scripts. The inspector
      // keeps a stream open, so no wait for a silent network here.
      await page.waitForLoadState('load');
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      expect(site.watch.outside).toEqual([]);
      expect(site.watch.troubles).toEqual([]);
    });

    it('the inspector opens a request and asks this server only', async () => {
      await site.send('GET /v1/organizations');
      const page = await site.open('/_mockplane/#/exchanges/1');
      await page.getByRole('link', { name: 'listOrganizations in the reference' }).waitFor();
      expect(site.watch.outside).toEqual([]);
    });
  });
}
