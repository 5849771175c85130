import { expect, describe, it } from 'vitest';
import type { Page } from 'playwright-core';
import { desktop, phone, type Site } from './site.ts';

/** Types into the search and waits for its results. */
export async function find(page: Page, text: string): Promise<string[]> {
  await page.getByRole('combobox', { name: /^Search/ }).fill(text);
  await page
    .getByRole('status')
    .filter({ hasText: /result|Nothing/ })
    .waitFor();
  // The inspector has lists of options of its own.
  return page.getByRole('dialog', { name: 'Search' }).getByRole('option').allInnerTexts();
}

export function search(site: Site): void {
  describe('the search', () => {
    it('opens with /, finds a section of the guide, and leads to it with Enter', async () => {
      const page = await site.open('/guide/tokens/');
      await page.getByRole('button', { name: 'Search' }).waitFor();
      await page.keyboard.press('/');
      const [first] = await find(page, 'order of checks');
      expect(first).toContain('The order of checks');
      expect(first).toContain('Guide · Errors');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/guide/errors/#the-order-of-checks');
    });

    it('finds an operation of every document, by its name and by its summary', async () => {
      const page = await site.open('/');
      await page.getByRole('button', { name: 'Search' }).click();
      expect((await find(page, 'advanceClock'))[0]).toContain('/_mockplane/clock/advance');
      expect((await find(page, 'createLambdaInstance'))[0]).toContain('/backend/create_lambda_instance');
      const databases = await find(page, 'create a database');
      expect(databases.some((text) => text.includes('Turso Platform API · POST'))).toBe(true);
      expect(databases.some((text) => text.includes('Turso Platform API (2026) · POST'))).toBe(true);
    });

    it('opens in the inspector, too, with a result that leads to the guide', async () => {
      const page = await site.open('/_mockplane/');
      await page.getByRole('button', { name: 'Search' }).waitFor();
      await page.keyboard.press('/');
      expect((await find(page, 'order of checks'))[0]).toContain('The order of checks');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/guide/errors/#the-order-of-checks');
    });

    it('walks through the results with the arrow keys, and closes with Escape', async () => {
      const page = await site.open('/guide/');
      await page.getByRole('button', { name: 'Search' }).waitFor();
      await page.keyboard.press('/');
      await find(page, 'token');
      const selected = page.getByRole('option', { selected: true });
      const first = await selected.innerText();
      await page.keyboard.press('ArrowDown');
      expect(await selected.innerText()).not.toBe(first);
      await page.keyboard.press('ArrowUp');
      expect(await selected.innerText()).toBe(first);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog', { name: 'Search' }).waitFor({ state: 'hidden' });
    });

    it('says that nothing was found, and shows what was typed as text', async () => {
      const page = await site.open('/guide/');
      await page.getByRole('button', { name: 'Search' }).click();
      expect(await find(page, '<img src=x onerror=alert(1)> qqqq')).toEqual([]);
      expect(await page.getByRole('status').innerText()).toContain('<img src=x');
    });

    it.each([
      ['phone', phone],
      ['desktop', desktop],
    ] as const)('fits on a %s', async (_name, size) => {
      const page = await site.open('/guide/errors/', { size, colorScheme: 'dark' });
      await page.getByRole('button', { name: 'Search' }).click();
      await find(page, 'database');
      const box = (await page.getByRole('dialog', { name: 'Search' }).boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(size.width);
      expect(box.y + box.height).toBeLessThanOrEqual(size.height);
    });
  });
}
