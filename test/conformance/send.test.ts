import { describe, expect, it } from 'vitest';
import { send } from '../../src/conformance/send.ts';

describe('a probe', () => {
  it.each([
    ['GET', ''],
    ['HEAD', ''],
    ['POST', 'a=1'],
    ['DELETE', 'a=1'],
  ])('of %s is sent with the body that fetch takes: %j', async (method, body) => {
    const sent: string[] = [];
    const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      sent.push(await new Request(input, init).text());
      return new Response(null, { status: 204 });
    };
    const request = { method, path: '/x', headers: {}, body: 'a=1', names: new Map<string, string>() };
    expect(await send({ url: 'http://localhost', fetch }, request)).toMatchObject({ status: 204 });
    expect(sent).toEqual([body]);
  });
});
