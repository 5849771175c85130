import { join } from 'node:path';
import { startMockplane } from 'mockplane';
import { describe, expect, it } from 'vitest';
import { root } from '../helpers/folders.ts';
import { section, waitForSection } from './reference.ts';
import { seriousIssues } from './accessibility.ts';
import { find } from './search.ts';
import { desktop, phone, type Site } from './site.ts';
import { overflow } from './widths.ts';

export function userDocuments(site: Site): void {
  describe('the pages of a document of the user', () => {
    it('show its title, its operations with a form, and its requests', async () => {
      const documents = [join(root, 'test/documents/corpus/shop.yaml')];
      await using server = await startMockplane({ port: 0, documents });
      const context = await site.context.browser()!.newContext();
      try {
        const errors: string[] = [];
        const page = await context.newPage();
        page.on('pageerror', ({ message }) => errors.push(message));
        await page.goto(`${server.url}/`);
        await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor();
        await page.getByRole('link', { name: 'Your own OpenAPI document' }).first().waitFor();
        expect(await page.title()).toBe('Shop · Mockplane');
        expect(await page.locator('body').innerText()).not.toMatch(/turso|okeanos/i);
        expect(await page.locator('[data-documents] dl').innerText()).toMatch(/Version\s+1\.2\.0\s+Operations\s+6/);
        await page.getByRole('button', { name: 'Send' }).click();
        await page.getByText('200 OK · from this server').waitFor();
        expect(await page.locator('.reply pre').innerText()).toContain('Lamp');
        await page.getByRole('button', { name: 'Search' }).click();
        expect((await find(page, 'createLambdaInstance')).join()).not.toContain('/backend/');
        expect((await find(page, 'advanceClock'))[0]).toContain('/_mockplane/clock/advance');
        await page.keyboard.press('Escape');
        expect(await seriousIssues(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: 'dark' });
        expect(await seriousIssues(page)).toEqual([]);
        await page.setViewportSize(phone);
        expect(await overflow(page)).toEqual([]);
        await page.setViewportSize(desktop);
        const links = page.locator('[data-documents] .files a');
        for (const href of await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href))) {
          expect([href, (await fetch(href)).status]).toEqual([href, 200]);
        }

        await page.goto(`${server.url}/docs/`);
        await page.getByRole('heading', { name: 'Shop' }).first().waitFor();
        const list = 'shop/tag/products/getProducts';
        await page.goto(`${server.url}/docs/#${list}`);
        await waitForSection(page, list);
        await section(page, list)
          .getByRole('button', { name: /^Test Request/ })
          .waitFor();

        await fetch(`${server.url}/products`);
        await page.goto(`${server.url}/_mockplane/`);
        await page.getByRole('row', { name: 'getProducts' }).first().waitFor();
        expect(errors).toEqual([]);
      } finally {
        await context.close();
      }
    });
  });
}
