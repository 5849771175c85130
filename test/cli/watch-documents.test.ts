import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { watchDocuments } from '../../src/cli/watch-documents.ts';
import { openDocuments } from '../../src/documents/documents.ts';
import { root } from '../helpers/folders.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Watches a copy of a document. @returns a function that writes it and waits for the line that ends the reload */
function openWatch() {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const file = join(folder, 'shop.yaml');
  copyFileSync(join(root, 'test/documents/corpus/shop.yaml'), file);
  const documents = openDocuments([file], {});
  const lines: string[] = [];
  let isDone: (() => void) | undefined;
  const stop = watchDocuments({
    documents,
    onLine(line) {
      lines.push(line);
      if (/the state was kept$|stays$/.test(line)) isDone?.();
    },
  });
  ends.push(stop, () => rmSync(folder, { recursive: true }));
  const write = (text: string): Promise<void> => {
    lines.length = 0;
    return new Promise((resolve) => {
      isDone = resolve;
      writeFileSync(file, text);
    });
  };
  return { documents, lines, write, text: readFileSync(file, 'utf8') };
}

describe('--watch with a document of the user', () => {
  it('serves the new document, and the last valid one after a mistake', async () => {
    const { documents, lines, write, text } = openWatch();
    const title = (): string => documents.current()[0]!.contract.document.info.title;
    await write(text.replace('title: Shop', 'title: Market'));
    expect([title(), lines]).toEqual(['Market', ['the documents were reloaded; the state was kept']]);

    await write(text.replace('  /products:', '  products:'));
    expect(lines.at(-1)).toBe('the document is invalid; the last valid one stays');
    expect(lines.length).toBeGreaterThan(1);
    expect(title()).toBe('Market');

    await write(text);
    expect(title()).toBe('Shop');
  });
});
