import type { Exchange } from '../../../src/site/inspector/model/schemas.ts';

/** An exchange that went well, but for what a test says. */
export function exchange(id: number, part: Partial<Exchange> = {}): Exchange {
  return {
    id,
    sandbox: 'default',
    sequence: id,
    at: new Date(Date.UTC(2023, 10, 16, 10) + id * 1_000).toISOString(),
    method: 'GET',
    target: '/v1/organizations/my-org/databases',
    api: 'turso',
    operation: 'listDatabases',
    status: 200,
    answeredBy: 'sandbox',
    notes: [],
    violations: [],
    durationMilliseconds: 0.5,
    ...part,
  };
}

export function exchanges(from: number, to: number): Exchange[] {
  return Array.from({ length: to - from + 1 }, (_, offset) => exchange(from + offset));
}
