import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { draftOf, parseHeaders, sendDraft } from '../../../../src/site/inspector/model/resend.ts';
import { canSend } from '../../../../src/site/inspector/exchange/can-send.ts';
import type { ExchangeDetails } from '../../../../src/site/inspector/model/schemas.ts';
import { exchange } from '../exchanges.ts';

const details = (part: Partial<ExchangeDetails>): ExchangeDetails => ({
  ...exchange(1, { method: 'POST', target: '/v1/x' }),
  request: { headers: { host: 'a', authorization: '…', 'content-type': 'application/json' }, body: '{}', bodyBytes: 2 },
  response: { headers: {}, bodyBytes: 0 },
  trail: [],
  ...part,
});

describe('a request to send again', () => {
  it('has the token in place of a hidden credential, and no header that browsers set', () => {
    expect(draftOf(details({}), 'secret')).toEqual({
      method: 'POST',
      target: '/v1/x',
      headers: 'authorization: Bearer secret\ncontent-type: application/json',
      body: '{}',
    });
    expect(draftOf(details({ api: 'lambda' }), 'secret').headers).toContain('Token secret');
  });

  it('has headers with colons in their values', () => {
    expect(parseHeaders(' a: b:c \n\nx-y:')).toEqual([
      ['a', 'b:c'],
      ['x-y', ''],
    ]);
    expect(() => parseHeaders(': x')).toThrow('Write a header as a line such as');
  });

  it.each(['http://other.host/', 'other.host', '@other.host/'])('does not go to %s', async (target) => {
    const draft = { method: 'GET', target, headers: '', body: '' };
    await expect(sendDraft(draft, 'http://127.0.0.1:1')).rejects.toThrow('The target must be a path');
  });

  it.each(['//dump', '//other.host/x', '/\\\\other.host/x'])(
    'takes %s for a path of the own server',
    async (target) => {
      const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response(null, { status: 200 }));
      onTestFinished(() => fetched.mockRestore());
      await sendDraft({ method: 'GET', target, headers: '', body: '' }, 'http://127.0.0.1:1');
      expect((fetched.mock.calls[0]![0] as Request).url).toBe(`http://127.0.0.1:1${target.replaceAll('\\', '/')}`);
    },
  );

  it('says what a page cannot send', async () => {
    const draft = { method: 'GET', target: '/', headers: '', body: 'x' };
    await expect(sendDraft(draft, 'http://127.0.0.1:1')).rejects.toThrow('cannot send GET with a body');
    await expect(sendDraft({ ...draft, method: 'TRACE' }, 'http://127.0.0.1:1')).rejects.toThrow('cannot send');
    expect(canSend(details({}))).toBeUndefined();
    expect(canSend(details({ method: 'WS' }))).toMatch('WebSocket');
    expect(canSend(details({ request: { headers: {}, body: 'x'.repeat(65_536), bodyBytes: 99_999 } }))).toMatch(
      '64 KiB',
    );
  });
});
