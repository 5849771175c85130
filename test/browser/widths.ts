import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { waitForReference, waitForSection } from './reference.ts';
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
    const isPhone = name === 'phone';

    it('the landing page fits', async () => {
      const page = await site.open('/', { size });
      expect(await overflow(page)).toEqual([]);
      await checkNavigation(page);
    });

    it('the pages of the guide fit', async () => {
      const page = await site.open('/guide/', { size });
      await checkNavigation(page);
      const wide: Record<string, string[]> = {};
      for (const path of ['/guide/', ...guidePages]) {
        await page.goto(site.mockplane.url + path);
        const beyond = await overflow(page);
        if (beyond.length > 0) wide[path] = beyond;
      }
      expect(wide).toEqual({});
    });

    it('a page of the guide leads to the others', async () => {
      const page = await site.open('/guide/errors/', { size });
      if (isPhone) await page.getByText('Guide: Errors').click();
      const list = page.getByRole('navigation', { name: isPhone ? 'Guide pages' : 'Guide', exact: true });
      await list.getByRole('link', { name: 'Tokens' }).click();
      await page.waitForURL('**/guide/tokens/');
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('Tokens');
    });

    it('the reference fits and leads to its operations', async () => {
      const page = await site.open('/docs/', { size });
      await waitForReference(page, 'Turso Platform API');
      expect(await overflow(page)).toEqual([]);
      await checkNavigation(page);
      if (isPhone) await page.getByRole('button', { name: 'Open Menu' }).click();
      await page.locator('a[href$="#turso/tag/databases"]').filter({ visible: true }).click();
      await waitForSection(page, 'turso/tag/databases');
      expect(await overflow(page)).toEqual([]);
    });

    it('the inspector fits, also with a request opened', async () => {
      const page = await site.open('/_mockplane/', { size });
      await page.getByText('No requests yet').waitFor();
      expect(await overflow(page)).toEqual([]);
      await checkNavigation(page);

      const long = `/v1/organizations/my-org/databases/${'long-name-'.repeat(3)}/instances?location=${'x'.repeat(200)}`;
      await site.send(`POST ${long}`, { Location: 'ord'.repeat(100) });
      await page.getByRole('row', { name: 'createDatabaseInstance' }).click();
      await page.getByRole('link', { name: 'createDatabaseInstance in the reference' }).waitFor();
      expect(await overflow(page)).toEqual([]);
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      if (isPhone) await page.getByRole('tab', { name: 'state' }).click();
      await page.getByRole('heading', { name: 'my-db' }).waitFor();
      expect(await overflow(page)).toEqual([]);
    });
  });
}

/** The ways to the other parts can be pressed: nothing lies over them, and none is off the screen. */
async function checkNavigation(page: Page): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Site' });
  for (const name of ['Reference', 'Guide', 'Inspector']) {
    await navigation.getByRole('link', { name, exact: true }).click({ trial: true });
  }
}

/** The elements that reach beyond the right edge of a page and make it scroll sideways; empty if there are none. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth, scrollWidth } = document.documentElement;
    if (Math.max(scrollWidth, document.body.scrollWidth) <= clientWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .map((element) => `${element.tagName}.${element.className}`);
  });
}
