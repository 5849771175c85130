import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDocuments, type ApiDocument } from '../../src/site/documents.ts';
import { operationAnchor } from '../../src/site/operations.ts';
import { root } from '../helpers/folders.ts';
import { section, waitForSection } from './reference.ts';
import type { Site } from './site.ts';

export function deepLinks(site: Site): void {
  describe('a link into the reference', () => {
    let documents: ApiDocument[];
    beforeAll(async () => {
      documents = await readDocuments(join(root, 'src/contract/generated'));
    });

    it.each(['turso', 'lambda', 'admin'])('leads to each operation of %s', async (name) => {
      const api = documents.find((document) => document.name === name)!;
      // From the last to the first, so that each is a way to go.
      const anchors = api.operations.map((operation) => operationAnchor(api, operation).slice(1)).toReversed();
      expect(anchors.length).toBeGreaterThan(0);
      const page = await site.open(`/docs/#${anchors[0]}`);
      for (const [index, anchor] of anchors.entries()) {
        if (index > 0) await page.evaluate((hash) => (location.hash = hash), anchor);
        await waitForSection(page, anchor);
      }
    });

    it('leads from one document to another', async () => {
      const page = await site.open('/docs/#turso/tag/databases/createDatabase');
      await waitForSection(page, 'turso/tag/databases/createDatabase');
      await page.evaluate(() => (location.hash = 'lambda/tag/user-files/listUserFiles'));
      await waitForSection(page, 'lambda/tag/user-files/listUserFiles');
      await page.goBack();
      await waitForSection(page, 'turso/tag/databases/createDatabase');
      await section(page, 'turso/tag/databases/createDatabase')
        .getByRole('button', { name: /^Test Request/ })
        .waitFor();
    });
  });
}
