import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { waitForSection } from './reference.ts';
import type { Site } from './site.ts';

const instances = '/v1/organizations/my-org/databases/my-db/instances';

export function inspector(site: Site): void {
  describe('the inspector', () => {
    it('shows a lambda instance stopping, and stopped when its button has moved the clock on', async () => {
      const page = await site.open('/_mockplane/');
      const instance = page.getByRole('listitem').filter({ has: page.getByText('3', { exact: true }) });
      const status = instance.locator('.lambda-status');
      await status.getByText('STARTED').waitFor();
      const clock = page.getByRole('region', { name: 'Clock' });
      await clock.getByText('2030-01-01 00:00:00').waitFor();
      await clock.getByText('stopped').waitFor();

      expect(await site.send('POST /backend/lambda-instances/3/stop')).toBe(202);
      await status.getByText('STOPPING').waitFor();
      await page.getByText('STOPPING → STOPPED').waitFor();
      expect(await page.getByRole('img', { name: /^Life cycle: / }).getAttribute('aria-label')).toContain('1 STOPPING');

      await clock.getByRole('button', { name: '+1 min' }).click();
      await status.getByText('STOPPED').waitFor();
      await clock.getByText('2030-01-01 00:01:00').waitFor();
      await page.getByText('No transitions are pending.').waitFor();
    });

    it('shows one sandbox or another, as its address says, and the requests of one or of all', async () => {
      const ask = async (token: string, path: string): Promise<void> => {
        await fetch(`${site.mockplane.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      };
      await ask('mockplane-token', '/v1/locations');
      await ask('mockplane-token~worker-1', '/v1/organizations');
      await ask('mockplane-token~worker-1', '/v1/organizations/my-org/databases/my-db');
      const page = await site.open('/_mockplane/');
      await page.getByRole('row', { name: 'listLocations' }).waitFor();
      expect(await page.getByRole('row', { name: 'getDatabase' }).count()).toBe(0);

      await page.getByRole('combobox', { name: 'Sandbox' }).selectOption('worker-1');
      await page.waitForURL('**/_mockplane/?sandbox=worker-1');
      await page.getByRole('row', { name: 'getDatabase' }).waitFor();
      expect(await page.getByRole('row', { name: 'listLocations' }).count()).toBe(0);
      const clock = page.getByRole('region', { name: 'Clock' });
      await clock.getByRole('button', { name: '+1 h' }).click();
      await clock.getByText('2030-01-01 01:00:00').waitFor();
      const times = [site.mockplane.sandbox('default'), site.mockplane.sandbox('worker-1')].map((each) =>
        each.clock.now().toISOString(),
      );
      expect(times).toEqual(['2030-01-01T00:00:00.000Z', '2030-01-01T01:00:00.000Z']);

      await page.getByRole('button', { name: 'All sandboxes' }).click();
      await page.waitForURL('**/_mockplane/?sandbox=worker-1&log=all');
      await page.getByRole('row', { name: 'listLocations' }).click();
      const panel = page.getByRole('complementary', { name: 'Request 1 of default' });
      await panel.getByText('Matched').waitFor();
      await page.waitForURL('**#/exchanges/default/1');
      // It follows all of them, of a sandbox too that is made while it looks.
      await ask('mockplane-token~worker-2', '/v1/locations');
      await page.getByRole('row', { name: 'worker-2' }).waitFor();
      await page.getByRole('option', { name: 'worker-2' }).waitFor({ state: 'attached' });
      await page.reload();
      await panel.getByText('Matched').waitFor();
    });

    it('says that there is no such sandbox, and leads to one', async () => {
      site.watch.expectRefusal(`${site.mockplane.url}/_mockplane/health?sandbox=gone`);
      const page = await site.open('/_mockplane/?sandbox=gone');
      await page.getByText('This sandbox does not exist').waitFor();
      await page.getByText('there is no sandbox gone; the server has default').waitFor();
      await page.getByRole('combobox', { name: 'Sandbox' }).selectOption('default');
      await page.getByRole('heading', { name: 'State', exact: true }).waitFor();
      expect(new URL(page.url()).search).toBe('');
    });

    it('opens a refused request by keyboard, says why, leads to the operation and gives the focus back', async () => {
      await site.send('GET /v1/organizations');
      expect(await site.send(`POST ${instances}`, { loc: 'ord' })).toBe(400);
      await site.send('GET /v1/locations');
      const page = await site.open('/_mockplane/');
      await page.getByRole('row', { name: 'createDatabaseInstance' }).waitFor();

      await tabTo(page, '#log');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      const panel = page.getByRole('complementary', { name: 'Request 2' });
      await panel.locator('.refusal').getByText('location is required').waitFor();
      expect(await panel.locator('.violations').textContent()).toContain('/body/location is required');
      expect(await panel.locator('.trail li').allInnerTexts()).toEqual([
        expect.stringContaining('Matched'),
        expect.stringContaining('Authenticated'),
        expect.stringContaining('Validated: refused'),
        expect.stringContaining('Answered'),
        expect.stringContaining('Checked'),
      ]);

      await tabTo(page, '.violations a');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/docs/**');
      await waitForSection(page, 'turso/tag/instances/createDatabaseInstance');
      await page.goBack();
      await panel.locator('.refusal').waitFor();

      await page.keyboard.press('Escape');
      await panel.waitFor({ state: 'detached' });
      await page.waitForFunction(() => document.activeElement?.id === 'log');
    });
  });
}

/** Presses Tab until the focus is there, as somebody without a mouse would. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector);
  await target.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${selector}.`);
}
