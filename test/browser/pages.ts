import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { waitForReference } from './reference.ts';
import type { Site } from './site.ts';

const built = new URL('../../dist/site/', import.meta.url);
const guide = readdirSync(new URL('../../src/site/guide/', import.meta.url))
  .filter((file) => file.endsWith('.md'))
  .map((file) => file.slice(0, -'.md'.length));

/** The text area of A4 at 96 pixels an inch, less the margins of 15 mm. */
const papers = [
  ['upright', { width: 680, height: 1000 }],
  ['on its side', { width: 1008, height: 670 }],
] as const;

/** The elements that stick out of the page to the right, or hide a part of their content there. */
function cut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        if (width === 0) return false;
        const hides =
          getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        return hides || right > document.documentElement.clientWidth + 1;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

export function pages(site: Site): void {
  describe('the pages of the site', () => {
    it.each(papers)(
      'print whole on paper that lies %s',
      async (_name, size) => {
        const page = await site.open('/guide/', { size });
        await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
        const wide: Record<string, string[]> = {};
        for (const name of guide) {
          await page.goto(`${site.mockplane.url}/guide/${name}/`);
          const found = await cut(page);
          if (found.length > 0) wide[name] = found;
        }
        expect(wide).toEqual({});
        expect(await page.getByRole('banner').isVisible()).toBe(false);
        expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
      },
      180_000,
    );

    it.each(['/', '/guide/', '/guide/errors/', '/docs/', '/_mockplane/'])(
      '%s switches between light and dark, and the next page keeps it',
      async (path) => {
        const page = await site.open(path);
        if (path === '/docs/') await waitForReference(page, 'Turso Platform API');
        const background = (): Promise<string> => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(await background()).toBe('rgb(255, 255, 255)');
        await page.getByRole('button', { name: 'Use the dark theme' }).click();
        expect(await background()).toBe('rgb(14, 17, 22)');
        await page.goto(`${site.mockplane.url}/guide/tokens/`);
        expect(await background()).toBe('rgb(14, 17, 22)');
        await page.getByRole('button', { name: 'Use the light theme' }).waitFor();
      },
    );

    it('show the texts of errors on a phone without cutting them', async () => {
      const page = await site.open('/guide/errors/', { size: { width: 390, height: 844 } });
      const widths = await page
        .locator('table.stacks td')
        .evaluateAll((cells) => cells.map((cell) => cell.clientWidth).filter((width) => width < 250));
      expect(widths).toEqual([]);
      await page.getByRole('table').filter({ hasText: 'name must be between' }).getByRole('row').first().waitFor();
    });

    it('say what to do when they are opened from a disk', async () => {
      const context = await site.context.browser()!.newContext();
      try {
        const page = await context.newPage();
        for (const file of ['index.html', 'guide/errors/index.html', '_mockplane/index.html']) {
          await page.goto(new URL(file, built).href);
          expect(await page.locator('#from-disk').innerText()).toContain('python3 -m http.server');
        }
      } finally {
        await context.close();
      }
    });

    it('are there as Markdown, and llms.txt lists them', async () => {
      const { url } = site.mockplane;
      const list = await (await fetch(`${url}/llms.txt`)).text();
      const links = [...list.matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1]!);
      expect(links).toEqual(expect.arrayContaining(guide.map((name) => `guide/${name}.md`)));
      for (const link of links) expect([link, (await fetch(`${url}/${link}`)).status]).toEqual([link, 200]);
      const page = await fetch(`${url}/guide/errors.md`);
      expect(page.headers.get('content-type')).toContain('text/markdown');
      expect(await page.text()).toMatch(/^# Errors\n/);
      const html = readFileSync(new URL('guide/errors/index.html', built), 'utf8');
      expect(html).toContain('<link rel="alternate" type="text/markdown" href="../errors.md"');
    });

    it('have Markdown whose links lead somewhere', () => {
      const dead = guide.flatMap((name) =>
        [...readFileSync(new URL(`guide/${name}.md`, built), 'utf8').matchAll(/\]\(([^)#\s]+)/g)]
          .map((match) => match[1]!)
          .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(new URL(link, new URL(`guide/${name}.md`, built))))
          .map((link) => `${name}.md: ${link}`),
      );
      expect(dead).toEqual([]);
    });
  });
}
