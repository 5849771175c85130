import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { request, responses, exchange } from '../helpers/raw.ts';
import type { Site } from './site.ts';

/** Scripts that run if a page takes text for more than text. */
const texts = [
  '<img src=x onerror="globalThis.ran=1">',
  '<script>globalThis.ran=1</script>',
  '"><svg onload=globalThis.ran=1>',
  'javascript:globalThis.ran=1',
];

const pages = ['/', '/docs/', '/guide/', '/guide/errors/', '/_mockplane/'];

/** Every part of a request in which a stranger's text can come. */
async function plant(site: Site, text: string): Promise<number> {
  const { url, token } = site.mockplane;
  const own = [`Authorization: Bearer ${token}`, `X-Api-Key: ${token}`];
  const lambda = {
    instance_name: text,
    master_name: text,
    project_name: text,
    slaves: 1,
    vcpus_master: 1,
    vcpus_slave: 1,
    ram_master: 1024,
    ram_slave: 1024,
    disk_master: 10,
    disk_slave: 10,
    ip_allocation: 'master',
    network_request: 1,
  };
  const databases = '/v1/organizations/my-org/databases';
  const boundary = 'a-line-between';
  const file = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="file"; filename="${encodeURIComponent(text)}"`,
    `Content-Type: ${text.replaceAll('"', '')}`,
    '',
    text,
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const sent: readonly (readonly [line: string, headers: readonly string[], body?: string])[] = [
    [`GET ${databases}?${text.replaceAll(' ', '+')}=${text.replaceAll(' ', '+')}`, own],
    [`GET ${databases}/${text.replaceAll(' ', '%20')}`, own],
    [`GET /${text.replaceAll(' ', '%20')}`, [`User-Agent: ${text}`, `Referer: ${text}`, `Accept-Language: ${text}`]],
    [`POST ${databases}`, own, JSON.stringify({ name: text, [text]: text })],
    [`POST ${databases}`, own, text],
    [`POST ${databases}/my-db/instances`, own, JSON.stringify({ location: text })],
    [`GET ${databases}`, [...own, `Prefer: example=${text}`]],
    ['POST /backend/create_lambda_instance', own, JSON.stringify(lambda)],
    ['PUT /backend/user_files', [...own, `Content-Type: multipart/form-data; boundary=${boundary}`], file],
  ];
  for (const [line, headers, body = ''] of sent) {
    const found = responses(await exchange(url, request(line, headers, body)), [line.split(' ')[0]!]);
    expect(found).toHaveLength(1);
  }
  return sent.length;
}

/** Whether a page has run what was planted, or made elements of it. */
async function harmOf(page: Page): Promise<unknown> {
  return page.evaluate(() => ({
    ran: 'ran' in globalThis,
    pictures: document.querySelectorAll('img[src="x"], img[onerror], svg[onload]').length,
    scripts: [...document.scripts].filter(({ src }) => src === '').length,
    links: [...document.links].filter(({ protocol }) => !/^https?:$/.test(protocol)).length,
  }));
}

const none = { ran: false, pictures: 0, scripts: 0, links: 0 };

export function hostile(site: Site): void {
  describe('text from a stranger', () => {
    it('does not run in the inspector, in its lists or in a request', async () => {
      let planted = 0;
      for (const text of texts) planted += await plant(site, text);
      const page = await site.open('/_mockplane/');
      await page.getByText(texts[0]!).first().waitFor();
      expect(await harmOf(page)).toEqual(none);
      for (let id = 1; id <= planted; id++) {
        await page.evaluate((hash) => (location.hash = hash), `#/exchanges/${id}`);
        await page
          .getByRole('complementary', { name: `Request ${id}`, exact: true })
          .locator('.trail')
          .waitFor();
        expect(await harmOf(page)).toEqual(none);
      }
      // An attempt would be on the console, as a breach of the page's policy.
      expect(site.watch.troubles).toEqual([]);
    });

    it.each(pages)('does not run on %s, were it put into the page', async (path) => {
      // Not watched: the breaches that are looked for would count as troubles.
      const context = await site.context.browser()!.newContext();
      try {
        const page = await context.newPage();
        await page.goto(site.mockplane.url + path);
        const breaches = await page.evaluate(async (planted) => {
          const found: string[] = [];
          document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
            found.push(effectiveDirective),
          );
          const script = document.createElement('script');
          script.textContent = 'globalThis.ran = 1';
          const base = document.createElement('base');
          base.href = 'http://192.0.2.1/';
          const holder = document.createElement('div');
          holder.innerHTML = planted.join('');
          document.head.append(base, script);
          document.body.append(holder);
          const link = document.createElement('a');
          link.href = 'javascript:globalThis.ran=1';
          document.body.append(link);
          link.click();
          await fetch('http://192.0.2.1/').catch(() => undefined);
          await new Promise((resolve) => setTimeout(resolve, 200));
          return found;
        }, texts);
        expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
        expect(breaches).toEqual(
          expect.arrayContaining(['base-uri', 'connect-src', 'script-src-attr', 'script-src-elem']),
        );
      } finally {
        await context.close();
      }
    });

    it('does not come from a frame: no page lets itself be held in one', async () => {
      const frames = pages.map((path) => `<iframe src="${site.mockplane.url}${path}"></iframe>`).join('');
      const other = createServer((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end(frames);
      });
      await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
      const context = await site.context.browser()!.newContext();
      try {
        const page = await context.newPage();
        await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
        await page.waitForLoadState('load');
        const held = await Promise.all(
          page
            .frames()
            .slice(1)
            .map((frame) => frame.title()),
        );
        expect(held).toHaveLength(pages.length);
        expect(held.filter((title) => title.includes('Mockplane'))).toEqual([]);
      } finally {
        await context.close();
        other.closeAllConnections();
        other.close();
      }
    });
  });
}
