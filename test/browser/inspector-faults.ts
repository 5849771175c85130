import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Site } from './site.ts';

const instances = (database: string): string => `/v1/organizations/my-org/databases/${database}/instances`;

export function inspectorFaults(site: Site): void {
  describe('the form of fault rules', () => {
    it('adds a rule for one database that skips, answers with an own body and headers, and counts its hits', async () => {
      await site.send('POST /v1/organizations/my-org/databases', { name: 'shop' });
      const page = await site.open('/_mockplane/');
      const form = page.getByRole('form', { name: 'New fault rule' });
      await form.getByRole('combobox', { name: 'Operation', exact: true }).selectOption('createDatabaseInstance');
      await form.getByRole('combobox', { name: 'Status', exact: true }).selectOption('503');
      await form.getByLabel('Skip the first').fill('1');
      await form.getByText('Only some requests').click();
      await form.getByLabel('With path values').fill('db_name=shop');
      await form.getByLabel('With these properties in the body').fill('{"location": "ord"}');
      await form.getByText('Your own response').click();
      await form.getByLabel('Body instead of the example').fill('{"error": "mine"}');
      await form.getByLabel('Headers').fill('Retry-After: 30');
      await form.getByRole('button', { name: 'Add rule' }).click();
      await page.getByText('Fault rule 1 was added.').waitFor();
      expect(await rule(page).innerText()).toMatch(/returns 503, with the body .*mine.*, with retry-after: 30/);
      expect(await rule(page).innerText()).toMatch(/only with .*shop.* · skips 1 more/);

      const ask = async (database: string, location: string): Promise<Response> =>
        fetch(site.mockplane.url + instances(database), {
          method: 'POST',
          headers: { authorization: `Bearer ${site.mockplane.token}` },
          body: JSON.stringify({ location }),
        });
      expect((await ask('my-db', 'ord')).status).not.toBe(503);
      expect((await ask('shop', 'ord')).status).toBe(200);
      expect((await ask('shop', 'ams')).status).toBe(200);
      const hit = await ask('shop', 'ord');
      expect([hit.status, hit.headers.get('retry-after'), await hit.json()]).toEqual([503, '30', { error: 'mine' }]);
      await rule(page).getByText('fired once of 2 that matched').waitFor();
    });

    it('says what is wrong with a value and keeps what was typed', async () => {
      const page = await site.open('/_mockplane/');
      const form = page.getByRole('form', { name: 'New fault rule' });
      await form.getByRole('combobox', { name: 'Action', exact: true }).selectOption('drop');
      await form.getByText('Only some requests').click();
      await form.getByLabel('With these properties in the body').fill('{"location"');
      await form.getByRole('button', { name: 'Add rule' }).click();
      await page.getByText('The properties of the body must be JSON').waitFor();
      expect(await form.getByLabel('With these properties in the body').inputValue()).toBe('{"location"');
      expect((await site.mockplane.admin.GET('/_mockplane/faults')).data).toEqual({ faults: [] });
    });

    it('makes an instance fail, which says why in the state', async () => {
      const page = await site.open('/_mockplane/');
      const form = page.getByRole('form', { name: 'New fault rule' });
      await form.getByRole('combobox', { name: 'Action', exact: true }).selectOption('fail-transition');
      await form.getByRole('combobox', { name: 'Operation', exact: true }).selectOption('createDatabaseInstance');
      await form.getByRole('button', { name: 'Add rule' }).click();
      await page.getByText('Fault rule 1 was added.').waitFor();
      expect(await site.send(`POST ${instances('my-db')}`, { location: 'ams' })).toBe(200);
      await page.getByRole('button', { name: /^Complete now: / }).click();
      const failed = page.locator('.instance[data-status="failed"]');
      await failed.waitFor();
      expect(await failed.innerText()).toContain('failed: failed by a fault rule');
    });
  });
}

function rule(page: Page) {
  return page.locator('.rules li').first();
}
