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

  it('has the headers of each request, however like the one before it is', () => {
    const redact = createRedactor('server-token');
    const headersOf = (headers: Record<string, string>) =>
      redact.request({ method: 'GET', target: '/', headers, body: new Uint8Array() }).headers;
    const first = headersOf({ host: 'a', authorization: 'Bearer one', accept: '*/*' });
    expect(first).toEqual({ host: 'a', authorization: redactionMark, accept: '*/*' });
    // Only the credential differs.
    expect(headersOf({ host: 'a', authorization: 'Bearer other', accept: '*/*' })).toBe(first);
    expect(headersOf({ host: 'b', authorization: 'Bearer one', accept: '*/*' })).toEqual({ ...first, host: 'b' });
    expect(headersOf({ host: 'b', authorization: 'Bearer one' })).toEqual({ host: 'b', authorization: redactionMark });
    expect(headersOf({ host: 'b' })).toEqual({ host: 'b' });
    expect(headersOf({ host: 'b', accept: 'server-token' })).toEqual({ host: 'b', accept: redactionMark });
    expect(Object.keys(headersOf({ accept: 'x', host: 'b' }))).toEqual(['accept', 'host']);
    expect(Object.keys(headersOf({ host: 'b', accept: 'x' }))).toEqual(['host', 'accept']);
  });
});
