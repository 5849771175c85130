import { describe, expect, it } from 'vitest';
import { parseHar, toHar } from '../../../../src/site/inspector/model/har.ts';
import type { ExchangeDetails } from '../../../../src/site/inspector/model/schemas.ts';
import { exchange } from '../exchanges.ts';

const details: ExchangeDetails = {
  ...exchange(1, {
    method: 'POST',
    target: '/v1/organizations/my-org/databases?a=b',
    status: 409,
    durationMilliseconds: 5,
  }),
  request: { headers: { 'content-type': 'application/json', authorization: '…' }, body: '{"name":"x"}', bodyBytes: 12 },
  response: { headers: { 'content-type': 'application/json' }, body: '{"error":"no"}', bodyBytes: 14 },
  trail: [],
};

describe('HTTP archives', () => {
  it('have the members that HAR 1.2 requires', () => {
    const { log } = JSON.parse(toHar([details], 'http://127.0.0.1:4010', '0.1.0'));
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'Mockplane', version: '0.1.0' } });
    const [entry] = log.entries;
    expect(Object.keys(entry).toSorted()).toEqual([
      'cache',
      'request',
      'response',
      'startedDateTime',
      'time',
      'timings',
    ]);
    expect(entry.startedDateTime).toBe('2023-11-16T10:00:00.995Z');
    expect(entry.request).toMatchObject({
      url: 'http://127.0.0.1:4010/v1/organizations/my-org/databases?a=b',
      queryString: [{ name: 'a', value: 'b' }],
      postData: { mimeType: 'application/json', text: '{"name":"x"}' },
      bodySize: 12,
    });
    expect(entry.response).toMatchObject({ status: 409, content: { size: 14, text: '{"error":"no"}' } });
  });

  it.each([
    ['//', []],
    [
      '//dump?a=1&b=%2F',
      [
        { name: 'a', value: '1' },
        { name: 'b', value: '/' },
      ],
    ],
    ['http://[/?a', [{ name: 'a', value: '' }]],
  ])('keep the target %s, as a client may send it', (target, queryString) => {
    const { log } = JSON.parse(toHar([{ ...details, target }], 'http://127.0.0.1:4010', '0.1.0'));
    expect(log.entries[0].request).toMatchObject({ url: `http://127.0.0.1:4010${target}`, queryString });
  });

  it('are read back', () => {
    expect(parseHar(`\uFEFF${toHar([details], 'http://127.0.0.1:4010', '0.1.0')}`)).toEqual([
      {
        method: 'POST',
        target: '/v1/organizations/my-org/databases?a=b',
        headers: [
          ['content-type', 'application/json'],
          ['authorization', '…'],
        ],
        body: '{"name":"x"}',
        status: 409,
        responseBody: '{"error":"no"}',
      },
    ]);
  });

  it.each([
    [{ text: 'eyJhIjoiw7wifQ==', encoding: 'base64', size: 10 }, '{"a":"ü"}'],
    [{ text: '{}', size: 70_000 }, undefined],
    [{ text: 'x'.repeat(70_000), size: 70_000 }, 'x'.repeat(70_000)],
    [{ text: 'no base64!', encoding: 'base64' }, undefined],
    [{ text: '{}', encoding: 'gzip' }, undefined],
    [{ size: 2 }, undefined],
    [undefined, undefined],
  ])('give the body of a response only as a whole (%#)', (content, body) => {
    const entry = { request: { method: 'GET', url: 'http://127.0.0.1/' }, response: { status: 200, content } };
    expect(parseHar(JSON.stringify({ log: { entries: [entry] } }))[0]!.responseBody).toBe(body);
  });

  it.each([
    ['<html>', 'not JSON'],
    ['{"entries": []}', 'no log.entries'],
    ['{"log": {"entries": [{"request": {"url": "/"}}]}}', 'Entry 1 of the HAR file has no request'],
  ])('are refused for %s', (text, message) => {
    expect(() => parseHar(text)).toThrow(message);
  });
});
