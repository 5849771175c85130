import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { waitForSection } from './reference.ts';
import { desktop, phone, type Site } from './site.ts';

const guidePages = readdirSync(new URL('../../src/site/guide/', import.meta.url))
  .filter((file) => file.endsWith('.md'))
  .map((file) => `/guide/${file.replace(/\.md$/, '')}/`);

const screens = [
  ['phone', phone],
  ['desktop', desktop],
] as const;

export function widths(site: Site): void {
  describe.each(screens)('on a %s', (name, size) => {
    it.each(['/', '/docs/', '/guide/', '/_mockplane/'])('%s fits, with its navigation in reach', async (path) => {
      const page = await site.open(path, { size });
      if (path === '/docs/') await waitForSection(page, 'turso');
      if (path === '/_mockplane/') await page.getByText('No requests yet').waitFor();
      expect(await overflow(page)).toEqual([]);
      const navigation = page.getByRole('navigation', { name: 'Site' });
      for (const link of ['Reference', 'Guide', 'Inspector']) {
        await navigation.getByRole('link', { name: link, exact: true }).click({ trial: true });
      }
    });

    it('every page of the guide fits', async () => {
      const page = await site.open('/guide/', { size });
      for (const path of guidePages) {
        await page.goto(site.mockplane.url + path);
        expect(await overflow(page), path).toEqual([]);
      }
    });

    it('the guide leads to its other pages', async () => {
      const page = await site.open('/guide/errors/', { size });
      if (name === 'phone') await page.getByText('Guide: Errors').click();
      const list = page.getByRole('navigation', { name: name === 'phone' ? 'Guide pages' : 'Guide', exact: true });
      await list.getByRole('link', { name: 'Tokens' }).click();
      await page.getByRole('heading', { name: 'Tokens', level: 1 }).waitFor();
    });

    it('the reference leads to its operations', async () => {
      const page = await site.open('/docs/', { size });
      await waitForSection(page, 'turso');
      if (name === 'phone') await page.getByRole('button', { name: 'Open Menu' }).click();
      await page
        .getByRole('navigation')
        .getByRole('link', { name: /^Databases/ })
        .first()
        .click();
      await waitForSection(page, 'turso/tag/databases');
      expect(await overflow(page)).toEqual([]);
    });

    it('the inspector fits with a request opened', async () => {
      const deep = `/v1/organizations/my-org/databases/${'long-name-'.repeat(3)}/instances?location=${'x'.repeat(200)}`;
      await site.send(`POST ${deep}`, { Location: 'ord'.repeat(100) });
      const page = await site.open('/_mockplane/', { size });
      await page.getByRole('row', { name: 'createDatabaseInstance' }).click();
      await page.getByRole('link', { name: 'createDatabaseInstance in the reference' }).waitFor();
      expect(await overflow(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      if (name === 'phone') await page.getByRole('tab', { name: 'state' }).click();
      await page.getByRole('heading', { name: 'my-db' }).waitFor();
      expect(await overflow(page)).toEqual([]);
    });
  });
}

/** What makes a page scroll sideways: the elements that reach beyond its right edge, and nothing if it does not. */
function overflow(page: import('playwright-core').Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (Math.max(scrollWidth, document.body.scrollWidth) <= clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .map((element) => `${element.tagName}.${element.className}`);
  });
}
