import { describe, expect, it } from 'vitest';
import { createRedactor, redactionMark } from '../../src/pipeline/redact.ts';

const redactor = createRedactor('', undefined, [{ headers: ['x-pass'], query: ['pass word', 'p.k'] }]);

function targetOf(target: string): string {
  return redactor.text({ target, refusal: undefined, notes: [], violations: [], trail: [] }).target;
}

describe('the journal', () => {
  it.each([
    ['/a?pass%20word=secret&b=1', `/a?pass%20word=${redactionMark}&b=1`],
    ['/a?b=1&pass+word=secret', `/a?b=1&pass+word=${redactionMark}`],
    ['/a?p.k=secret', `/a?p.k=${redactionMark}`],
    ['/a?pXk=shown', '/a?pXk=shown'],
    ['/a?bypass+word=shown', '/a?bypass+word=shown'],
  ])('keeps %s as %s', (target, kept) => {
    expect(targetOf(target)).toBe(kept);
  });

  it('keeps no key that a document has in a header', () => {
    const request = {
      method: 'GET',
      target: '/',
      headers: { 'x-pass': 'secret', other: 'shown' },
      body: new Uint8Array(),
    };
    expect(redactor.request(request).headers).toEqual({ 'x-pass': redactionMark, other: 'shown' });
  });
});
