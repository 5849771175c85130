import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { waitForSection } from './reference.ts';
import type { Site } from './site.ts';

const built = new URL('../../dist/site/', import.meta.url);
const folder = '/some/where/mockplane/';
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

export function staticHost(site: Site): void {
  describe('the pages on a bare static host, below a folder', () => {
    it('the landing page says how to start a server', async () => {
      await using host = await serveFiles();
      site.watch.allow(host.origin);
      const page = await site.open(host.url);
      await page.getByText('Not running here').waitFor();
      await page.getByText('npx mockplane', { exact: true }).waitFor();
      expect(await page.getByText('Running', { exact: true }).isVisible()).toBe(false);
      expect(await page.getByRole('button', { name: 'Send' }).count()).toBe(0);
      expect(site.watch.troubles).toEqual([]);
    });

    it('the reference says so too, and shows the operations', async () => {
      await using host = await serveFiles();
      site.watch.allow(host.origin);
      const page = await site.open(`${host.url}docs/#lambda/tag/user-files/listUserFiles`);
      await waitForSection(page, 'lambda/tag/user-files/listUserFiles');
      expect(await page.locator('.banner').innerText()).toContain('Start it with npx mockplane');
      expect(site.watch.troubles).toEqual([]);
    });

    it.each(['no-such-page', 'guide/no/such/page/'])('the page for an unknown address leads back: %s', async (path) => {
      await using host = await serveFiles();
      site.watch.allow(host.origin);
      site.watch.expectRefusal(host.url + path);
      // The page looks for the site above the address.
      for (const above of ['guide/no/such/page/', 'guide/no/such/', 'guide/no/', 'guide/']) {
        site.watch.expectRefusal(`${host.url}${above}site.json`);
      }
      const page = await site.open(host.url + path);
      await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
      await expect
        .poll(() => page.getByRole('link', { name: 'Guide' }).getAttribute('href'))
        .toBe(`${new URL(host.url).pathname}guide/`);
      await page.getByRole('link', { name: 'Guide' }).click();
      await page.getByRole('heading', { name: 'Guide', level: 1 }).waitFor();
    });

    it('the links lead on within the folder', async () => {
      await using host = await serveFiles();
      site.watch.allow(host.origin);
      const page = await site.open(host.url);
      await page.getByRole('link', { name: 'First five minutes' }).first().click();
      await page.getByRole('heading', { name: 'First five minutes', level: 1 }).waitFor();
      await page.getByRole('link', { name: 'Mockplane', exact: true }).click();
      await page.waitForURL(host.url);
      expect(site.watch.troubles).toEqual([]);
    });

    it('the inspector says that there is no server to inspect', async () => {
      await using host = await serveFiles();
      site.watch.allow(host.origin);
      // It asks again every two seconds, for whoever puts a server there.
      site.watch.expectRefusal(`${host.url}_mockplane/health`);
      const page = await site.open(`${host.url}_mockplane/`);
      await page.getByRole('heading', { name: 'This page is not served by Mockplane' }).waitFor();
      expect(await page.getByText('npx mockplane').isVisible()).toBe(true);
    });
  });
}

/** Serves the built site as plain files, and nothing else. */
async function serveFiles(): Promise<{ origin: string; url: string; [Symbol.asyncDispose](): Promise<void> }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname.startsWith(folder) ? pathname.slice(folder.length).replace(/(^|\/)$/, '$1index.html') : '..';
    readFile(new URL(path, built)).then(
      (content) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(content),
      async () => {
        const page = await readFile(new URL('404.html', built));
        response.writeHead(404, { 'content-type': 'text/html' }).end(page);
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url: origin + folder,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
