import { describe, expect, it } from 'vitest';
import { section, waitForSection } from './reference.ts';
import type { Site } from './site.ts';

const createDatabase = 'turso/tag/databases/createDatabase';

export function docs(site: Site): void {
  describe('Try-it in the reference', () => {
    it('creates a database, which the inspector shows with the request', async () => {
      const inspector = await site.open('/_mockplane/');
      await inspector.getByText('No requests yet').waitFor();

      const page = await site.open(`/docs/#${createDatabase}`);
      await waitForSection(page, createDatabase);
      await section(page, createDatabase)
        .getByRole('button', { name: /^Test Request/ })
        .click();
      const client = page.getByRole('dialog', { name: 'API Client' });
      await expect
        .poll(() => client.getByRole('textbox', { name: 'Bearer Token' }).inputValue())
        .toBe(site.mockplane.token);
      await client.getByRole('region', { name: 'Request Body' }).filter({ hasText: '"name": "new-db"' }).waitFor();
      await client.getByRole('button', { name: /^Send post request/ }).click();
      const reply = client.getByRole('region', { name: 'Response', exact: true });
      await reply.getByText('200 OK').waitFor();
      await reply.getByText('"new-db-my-org.turso.io"').waitFor();

      const row = inspector.getByRole('row', { name: 'createDatabase' });
      await row.waitFor();
      expect(await row.getByRole('gridcell').allTextContents()).toEqual([
        expect.any(String),
        'POST',
        '/v1/organizations/my-org/databases',
        'createDatabase',
        '200',
        'sandbox',
        expect.any(String),
      ]);
      await inspector.getByRole('heading', { name: 'new-db' }).waitFor();
    });
  });
}
