import { describe, expect, it } from 'vitest';
import type { Site } from './site.ts';

export function landing(site: Site): void {
  describe('the landing page', () => {
    it('sends its first call and shows the reply of this server', async () => {
      expect(await site.send('POST /v1/organizations/my-org/databases', { name: 'made-just-now' })).toBe(200);
      const page = await site.open('/');
      const call = page.locator('.call[data-call]').first();
      await call.getByRole('button', { name: 'Send' }).click();
      await call.getByText('200 OK · from this server').waitFor();
      const reply = JSON.parse(await call.locator('.reply pre').innerText()) as { databases: { Name: string }[] };
      expect(reply.databases.map(({ Name }) => Name)).toContain('made-just-now');
    });

    it('shows the error that its second call asks for', async () => {
      site.watch.expectRefusal(`${site.mockplane.url}/v1/organizations/my-org/databases`);
      const page = await site.open('/');
      const call = page.locator('.call[data-call]').nth(1);
      await call.getByRole('button', { name: 'Send' }).click();
      await call.getByText('409 Conflict · from this server').waitFor();
      expect(await call.locator('.reply pre').innerText()).toContain('already exists');
    });

    it('copies the token, and the commands with the address of this server', async () => {
      const { url, token } = site.mockplane;
      await site.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: url });
      const page = await site.open('/');
      const copied = () => page.evaluate(() => navigator.clipboard.readText());

      await page.locator(':text-is("Token") + dd').getByRole('button', { name: 'Copy' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await copied()).toBe(token);

      const call = page.locator('.call[data-call]').first();
      await call.getByRole('button', { name: 'Copy' }).click();
      await call.getByRole('button', { name: 'Copied' }).waitFor();
      expect(await copied()).toBe(
        `curl ${url}/v1/organizations/my-org/databases \\\n  -H "Authorization: Bearer ${token}"`,
      );
    });
  });
}
