import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { phone, type Site } from './site.ts';

const statements = `CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, data BLOB);
INSERT INTO note (text, data) VALUES ('<b>one</b>', x'00ff'), (NULL, NULL);
SELECT * FROM note`;

export function inspectorSql(site: Site): void {
  describe('SQL in the inspector', () => {
    it('copies the URL of a database and a fresh token, with which a client reads it', async () => {
      await site.context.grantPermissions(['clipboard-read', 'clipboard-write']);
      const page = await site.open('/_mockplane/');
      const url = `${site.mockplane.url}/_db/my-org/my-db/`;
      await page.getByText(url, { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Copy .env' }).first().click();
      await page.getByText('Copied').waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      const [, copied, token] = /^TURSO_DATABASE_URL=(.*)\nTURSO_AUTH_TOKEN=(.*)\n$/.exec(text) ?? [];
      expect(copied).toBe(url);
      const response = await fetch(`${copied}v1/execute`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ stmt: { sql: 'SELECT 42' } }),
      });
      expect(await response.json()).toMatchObject({ result: { rows: [[{ type: 'integer', value: '42' }]] } });
      await page.getByRole('row', { name: 'createDatabaseToken' }).waitFor();
    });

    it('runs statements with Ctrl+Enter and shows their rows, what they changed and the tables', async () => {
      const page = await site.open('/_mockplane/');
      const box = await openConsole(page);
      await box.fill(statements);
      await box.press('Control+Enter');
      const results = page.getByRole('status', { name: 'Results' });
      await results.getByText('2 rows changed').waitFor();
      expect(await results.getByRole('columnheader').allInnerTexts()).toEqual(['id', 'text', 'data']);
      expect(await results.getByRole('cell').allInnerTexts()).toEqual([
        '1',
        '<b>one</b>',
        "x'00ff'",
        '2',
        'NULL',
        'NULL',
      ]);
      await results.getByText('2 rows · 2 read, 0 written').waitFor();

      await page.getByRole('list', { name: 'Tables' }).getByRole('button', { name: 'note' }).click();
      await results.getByText('CREATE TABLE note').waitFor({ state: 'detached' });
      await results.getByText('2 rows').waitFor();
      expect(await box.inputValue()).toBe('SELECT * FROM "note" LIMIT 100');
    });

    it('shows an error with its code, leaves out the statements after it, and finds both in the log', async () => {
      const page = await site.open('/_mockplane/');
      const box = await openConsole(page);
      await box.fill("CREATE TABLE one (id INTEGER PRIMARY KEY); INSERT INTO one VALUES ('x'); SELECT 7");
      await page.getByRole('button', { name: 'Run', exact: true }).last().click();
      const results = page.getByRole('status', { name: 'Results' });
      await results.locator('.sql-error').getByText('SQLITE_MISMATCH').waitFor();
      await results.getByText('Not run, because an earlier statement failed.').waitFor();

      const row = page.getByRole('row', { name: 'SQLITE_MISMATCH' });
      expect(await row.innerText()).toContain("INSERT INTO one VALUES ('x')");
      await page.getByRole('group', { name: 'Filter' }).getByLabel('Status').selectOption('All errors');
      expect(await page.locator('#log .row').count()).toBe(1);
      await row.click();
      const panel = page.getByRole('complementary');
      const ran = panel.locator('.ran');
      await ran.getByText('2 statements').waitFor();
      expect(await ran.locator('li').allInnerTexts()).toEqual([
        expect.stringMatching(/CREATE TABLE one .*\n\d+ read, \d+ written, 0 returned/),
        expect.stringMatching(/INSERT INTO one .*\nSQLITE_MISMATCH .*datatype mismatch/),
      ]);
    });

    it('mints another token after the tokens of the database were rotated', async () => {
      const page = await site.open('/_mockplane/');
      const box = await openConsole(page);
      await page
        .getByText('No tables.')
        .or(page.getByRole('list', { name: 'Tables' }))
        .waitFor();
      expect(await site.send('POST /v1/organizations/my-org/databases/my-db/auth/rotate')).toBe(200);
      site.watch.expectRefusal(`${site.mockplane.url}/_db/my-org/my-db/v2/pipeline`);
      await box.fill('SELECT 1 AS one');
      await box.press('Control+Enter');
      await page.getByRole('status', { name: 'Results' }).getByRole('columnheader', { name: 'one' }).waitFor();
    });

    it('says why a database does not answer', async () => {
      await site.send('POST /v1/organizations/my-org/databases', { name: 'empty' });
      site.watch.expectRefusal(`${site.mockplane.url}/_db/my-org/empty/v2/pipeline`);
      const page = await site.open('/_mockplane/');
      await openConsole(page, 'empty');
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.innerText()).toMatch(/^HTTP 404 .*empty/);
    });

    it('runs SQL in the sandbox that the page shows', async () => {
      site.mockplane.sandbox('worker-1');
      const page = await site.open('/_mockplane/?sandbox=worker-1');
      const box = await openConsole(page);
      await box.fill('CREATE TABLE only_here (a)');
      await box.press('Control+Enter');
      await page.getByRole('button', { name: 'only_here' }).waitFor();
      await page.goto(`${site.mockplane.url}/_mockplane/`);
      await openConsole(page);
      await page.getByRole('list', { name: 'Tables' }).or(page.getByText('No tables.')).waitFor();
      expect(await page.getByRole('button', { name: 'only_here' }).count()).toBe(0);
    });

    it('fits on a phone', async () => {
      const page = await site.open('/_mockplane/', { size: phone });
      await page.getByRole('tab', { name: 'state' }).click();
      const box = await openConsole(page);
      await box.fill(
        `SELECT ${Array.from({ length: 20 }, (_, index) => `'${'x'.repeat(60)}' AS column_${index}`).join()}`,
      );
      await box.press('Control+Enter');
      await page.getByRole('columnheader', { name: 'column_19' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
    });
  });
}

/** Opens the console of a database of `my-org`. */
async function openConsole(page: Page, database = 'my-db') {
  const part = page.locator('.database').filter({ has: page.locator('h4', { hasText: database }) });
  await part.getByText('Tables and console').click();
  return part.getByRole('textbox', { name: `SQL for my-org/${database}` });
}
