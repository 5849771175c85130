import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { phone, type Site } from './site.ts';

const databases = '/v1/organizations/my-org/databases';

export function inspectorRequests(site: Site): void {
  describe('requests in the inspector', () => {
    it('are filtered by texts in bodies, and a reload shows the same', async () => {
      await site.send('GET /v1/locations');
      await site.send(`POST ${databases}`, { name: 'needle' });
      const page = await site.open('/_mockplane/');
      await page.getByRole('row', { name: 'createDatabase' }).waitFor();
      await page.getByRole('searchbox', { name: 'Filter by text' }).fill('NEEDLE');
      await page.getByText('No request matches the filter.').waitFor();
      await page.getByRole('checkbox', { name: 'in bodies' }).check();
      await page.getByRole('row', { name: 'createDatabase' }).waitFor();
      expect(await page.locator('#log .row').count()).toBe(1);
      expect(new URL(page.url()).search).toBe('?q=NEEDLE&in=bodies');
      await page.reload();
      await page.getByRole('row', { name: 'createDatabase' }).waitFor();
      expect(await page.locator('#log .row').count()).toBe(1);
      // A new request is searched, too.
      await site.send(`POST ${databases}`, { name: 'needle' });
      await page.getByRole('row', { name: '409' }).waitFor();
    });

    it('are edited and sent again with the token of the server', async () => {
      await site.send(`POST ${databases}/my-db/instances`, { loc: 'ord' });
      const page = await site.open('/_mockplane/#/exchanges/1');
      await page.getByRole('button', { name: 'Edit and resend' }).click();
      const form = page.getByRole('form', { name: 'Send a request' });
      await form.getByLabel('Body').fill('{"location": "ord"}');
      await form.getByRole('button', { name: 'Send' }).click();
      await page.getByText('returned 200').waitFor();
      await page.locator('#log .row').filter({ hasText: '200' }).click();
      const panel = page.getByRole('complementary', { name: 'Request 2' });
      await panel.getByRole('group', { name: 'Request body' }).waitFor();
      expect(await panel.getByRole('group', { name: 'Request body' }).innerText()).toContain('"location": "ord"');
    });

    it('show the time of each step when they ask for it', async () => {
      const { url, token } = site.mockplane;
      const headers = { authorization: `Bearer ${token}` };
      await fetch(`${url}/v1/locations`, { headers: { ...headers, prefer: 'timing=true' } });
      await fetch(`${url}/v1/locations`, { headers });
      const page = await site.open('/_mockplane/#/exchanges/1');
      const timed = page.getByRole('complementary', { name: 'Request 1' });
      await timed.getByText('Written').waitFor();
      const times = await timed.locator('.trail .step').allInnerTexts();
      const steps = ['Matched', 'Authenticated', 'Validated', 'Answered', 'Checked', 'Written'];
      expect(times).toEqual(steps.map((step) => expect.stringMatching(new RegExp(`^${step} [\\d.]+ (?:µs|ms)$`))));
      await page.goto(`${url}/_mockplane/#/exchanges/2`);
      const untimed = page.getByRole('complementary', { name: 'Request 2' });
      await untimed.getByText('Matched').waitFor();
      expect(await untimed.locator('.trail .time').count()).toBe(0);
    });

    it.each([
      ['a desktop', undefined],
      ['a phone', phone],
    ])('fold on %s, so that the state can be seen and used beside an open one', async (_name, size) => {
      await site.send('GET /v1/locations');
      const page = await site.open('/_mockplane/#/exchanges/1', size && { size });
      const panel = page.getByRole('complementary', { name: 'Request 1' });
      await panel.getByText('Matched').waitFor();
      await panel.getByRole('button', { name: 'Show state' }).click();
      if (size) await page.getByRole('tab', { name: 'controls' }).click();
      await page.getByRole('button', { name: '+1 min' }).click();
      await page.getByRole('region', { name: 'Clock' }).getByText('2030-01-01 00:01:00').waitFor();
      await panel.getByRole('button', { name: 'Show request' }).click();
      await panel.getByText('Matched').waitFor();
      expect(new URL(page.url()).hash).toBe('#/exchanges/1');
    });

    it('are saved as HAR and as NDJSON, without credentials', async () => {
      await site.send('GET /v1/locations');
      await site.send(`POST ${databases}`, { name: 'shop' });
      const page = await site.open('/_mockplane/');
      await page.getByRole('row', { name: 'createDatabase' }).waitFor();
      const har = JSON.parse(await saved(page, 'Save as HAR'));
      expect(har.log.entries.map(({ request }: { request: { url: string } }) => new URL(request.url).pathname)).toEqual(
        ['/v1/locations', databases],
      );
      const lines = (await saved(page, 'Save as NDJSON')).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line).operation)).toEqual(['listLocations', 'createDatabase']);
      expect(JSON.stringify(har) + lines.join('')).not.toContain(site.mockplane.token);
    });

    it('of a HAR file are held to the contract, and change nothing', async () => {
      const host = 'https://api.example.com';
      const har = {
        log: {
          entries: [
            entry('GET', `${host}/v1/locations`, 200),
            entry('POST', `${host}${databases}`, 200, '{"name": "from-har"}'),
            entry('POST', `${host}${databases}/my-db/instances`, 200, '{"loc": "ord"}'),
            entry('GET', `${host}/v1/locations`, 418),
            entry('GET', `${host}/assets/app.js`, 200),
          ],
        },
      };
      site.watch.expectRefusal(`${site.mockplane.url}${databases}/my-db/instances`);
      site.watch.expectRefusal(`${site.mockplane.url}/v1/locations`);
      site.watch.expectRefusal(`${site.mockplane.url}/assets/app.js`);
      const page = await site.open('/_mockplane/');
      await page.getByText('No requests yet').waitFor();
      await page.getByText('Files', { exact: true }).click();
      await page
        .locator('.archive input')
        .setInputFiles({ name: 'a.har', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(har)) });
      const verdicts = page.getByRole('region', { name: 'Check of the recorded calls' });
      await verdicts.getByText('2 recorded calls of 5 break the contract').waitFor({ timeout: 60_000 });
      await verdicts.getByText('1 call to other addresses skipped').waitFor();
      expect(await verdicts.getByRole('listitem').allInnerTexts()).toEqual([
        expect.stringMatching(/my-db\/instances 200[^]*location is required/),
        expect.stringMatching(/\/v1\/locations 418/),
      ]);
      expect(await site.send(`GET ${databases}/from-har`)).toBe(404);
    });
  });

  describe('the rows of the state', () => {
    it('are shown with their ids and edited in place', async () => {
      const page = await site.open('/_mockplane/');
      await page.locator('.state-tables').getByText('apiTokens').click();
      await page
        .getByText('octocat/my-token')
        .or(page.getByText('my-token', { exact: true }))
        .first()
        .click();
      await page
        .getByRole('group', { name: 'Row my-token' })
        .getByText('"hash"')
        .or(page.getByText('"createdAt"'))
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      const box = page.getByRole('textbox', { name: 'Row my-token' });
      await box.fill((await box.inputValue()).replace('"my-token"', '"other-token"'));
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Stored my-token.').waitFor();
      const snapshot = (await site.mockplane.admin.GET('/_mockplane/snapshot')).data!;
      expect(snapshot.apiTokens.map(({ name }) => name)).toContain('other-token');
    });

    it('are refused with the reason when they are not sound', async () => {
      site.watch.expectRefusal(`${site.mockplane.url}/_mockplane/snapshot`);
      const page = await site.open('/_mockplane/');
      await page.locator('.state-tables > details > summary', { hasText: /^users/ }).click();
      await page.locator('.state-tables').getByText('octocat', { exact: true }).click();
      await page.getByRole('button', { name: 'Remove', exact: true }).click();
      await page.getByRole('alert').waitFor();
      const snapshot = (await site.mockplane.admin.GET('/_mockplane/snapshot')).data!;
      expect(snapshot.users.map(({ username }) => username)).toContain('octocat');
    });
  });
}

/** An entry of a HAR file. */
function entry(method: string, url: string, status: number, text?: string): object {
  return {
    request: {
      method,
      url,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      ...(text !== undefined && { postData: { mimeType: 'application/json', text } }),
    },
    response: { status },
  };
}

/** Presses a button of the files, and reads the file that it saves. */
async function saved(page: Page, button: string): Promise<string> {
  const open = page.getByRole('button', { name: button });
  if (!(await open.isVisible())) await page.getByText('Files', { exact: true }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), open.click()]);
  return readFile(await download.path(), 'utf8');
}
