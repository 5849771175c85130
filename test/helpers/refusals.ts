import { expect } from 'vitest';
import { errorFaults } from './requests.ts';
import type { RawResponse } from './raw.ts';

interface ErrorBodies {
  readonly error?: string;
  readonly errors?: readonly { readonly message: string; readonly code: number }[];
  readonly detail?: string;
}

/** Holds a refusal to the API's error schema and to what any refusal has, and gives its words. */
export function wordsOf(api: 'turso' | 'lambda', response: RawResponse): string | undefined {
  expect(response.headers['content-type']).toMatch(/^application\/json\b/);
  expect(response.headers['mockplane-answer']).toBe('refused');
  expect(response.headers['access-control-allow-origin']).toBe('*');
  const body = JSON.parse(response.body) as ErrorBodies;
  expect(errorFaults(api, body)).toEqual([]);
  return body.error ?? body.errors?.[0]?.message ?? body.detail;
}

/** The same for what no API answers: a problem of RFC 9457. */
export function detailOf(response: RawResponse): string | undefined {
  expect(response.headers['content-type']).toMatch(/^application\/problem\+json\b/);
  const body = JSON.parse(response.body) as { type: string; title: string; status: number; detail: string };
  expect(body).toEqual({
    type: 'about:blank',
    title: expect.stringMatching(/\S/),
    status: response.status,
    detail: expect.stringMatching(/\S/),
  });
  return body.detail;
}
