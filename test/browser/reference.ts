import type { Locator, Page } from 'playwright-core';

/** The sections of the reference have the names of its anchors: `turso/tag/databases/createDatabase`. */
export function section(page: Page, anchor: string): Locator {
  return page.locator(`[id="${anchor}"]`);
}

/** Waits until the introduction of a document is there, which comes before its operations. */
export async function waitForReference(page: Page, title: string): Promise<void> {
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
}

/** Waits until a section is in view: the reference scrolls to it when what stands above it has its height. */
export async function waitForSection(page: Page, anchor: string): Promise<void> {
  await page.waitForFunction(isInView, anchor);
}

/** Whether a section is in view; to be run in the page. */
export function isInView(anchor: string): boolean {
  const element = document.getElementById(anchor);
  if (!element) return false;
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 100 && top < innerHeight / 2;
}
