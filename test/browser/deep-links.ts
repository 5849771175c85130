import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readDocuments, type ApiDocument } from '../../src/site/documents.ts';
import { operationAnchor } from '../../src/site/operation-anchor.ts';
import { root } from '../helpers/folders.ts';
import { isInView, waitForSection } from './reference.ts';
import type { Site } from './site.ts';

export function deepLinks(site: Site): void {
  describe('a link into the reference', () => {
    let documents: ApiDocument[];
    beforeAll(async () => {
      documents = await readDocuments(join(root, 'src/contract/generated'));
    });

    it.each(['turso', 'lambda', 'admin'])(
      'finds each operation of %s and scrolls to it, asking this server only',
      async (name) => {
        const api = documents.find((document) => document.name === name)!;
        const anchors = api.operations.map((operation) => operationAnchor(api, operation).slice(1));
        const last = anchors.at(-1)!;
        const page = await site.open(`/docs/#${last}`);
        await waitForSection(page, last);
        // A tag is drawn when somebody goes there; then each of its operations has its place.
        const firstOfTag = new Map(anchors.toReversed().map((anchor) => [anchor.split('/')[2], anchor]));
        for (const anchor of firstOfTag.values()) await goToSection(page, anchor);
        await page.waitForFunction((all) => all.every((anchor) => document.getElementById(anchor)), anchors);
        expect(site.watch.outside).toEqual([]);
      },
    );

    it('leads from one document to another, and back', async () => {
      const page = await site.open('/docs/#turso/tag/databases/createDatabase');
      await waitForSection(page, 'turso/tag/databases/createDatabase');
      await page.evaluate(() => (location.hash = 'lambda/tag/user-files/listUserFiles'));
      await waitForSection(page, 'lambda/tag/user-files/listUserFiles');
      await page.goBack();
      await waitForSection(page, 'turso/tag/databases/createDatabase');
      expect(await page.title()).toContain('Turso Platform API');
    });
  });
}

/** Goes to a section of the same document. Scalar overlooks a new hash while it still comes to rest, so it is told again. */
async function goToSection(page: Page, anchor: string): Promise<void> {
  const [name] = anchor.split('/');
  const go = async (): Promise<boolean> => {
    if (await page.evaluate(isInView, anchor)) return true;
    await page.evaluate(
      ([introduction, hash]) => {
        history.replaceState(null, '', introduction);
        location.hash = hash;
      },
      [`#${name}`, `#${anchor}`] as const,
    );
    return false;
  };
  await expect.poll(go, { timeout: 20_000, interval: 500 }).toBe(true);
}
