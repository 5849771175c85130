import type { SubjectId } from './subjects/subject.ts';

/** The request that a load repeats. */
export interface BenchRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A measurement: one request, to the servers that support it. */
export interface Case {
  readonly id: CaseId;
  readonly title: string;
  readonly request: BenchRequest;
  /** A request that is sent in turn with it. */
  readonly other?: BenchRequest;
  /** The responses that count. */
  readonly statuses: readonly number[];
  /** Says what is wrong with a body; undefined when it is an answer to the request. */
  readonly flaw: (body: unknown, isMockplane: boolean) => string | undefined;
  /** The first one's reply is what the bare server sends. */
  readonly mockplanes: readonly SubjectId[];
  /** Whether the peers are asked too. */
  readonly peers: boolean;
  /** Where not all numbers of connections are tried. */
  readonly connections?: readonly number[];
}

export type CaseId =
  | 'get'
  | 'list-1'
  | 'list-100'
  | 'list-100-changed'
  | 'list-10000'
  | 'create'
  | 'unauthorized'
  | 'not-found'
  | 'invalid';

/** Stands in a body for a name that no other request has; what replaces it is as long. */
export const uniqueName = 'bench-0000000';

const databases = '/v1/organizations/my-org/databases';
const bearer = { authorization: 'Bearer mockplane-token' };
const json = { ...bearer, 'content-type': 'application/json' };

/** The request that every server must be able to answer; it tells that one is up. */
export const getDatabase: BenchRequest = { method: 'GET', path: `${databases}/my-db`, headers: bearer };

type Named = { readonly Name?: unknown };

function databaseFlaw(body: unknown, name: string): string | undefined {
  const found = (body as { database?: Named } | undefined)?.database?.Name;
  return found === name ? undefined : `the name is ${JSON.stringify(found)}`;
}

function list(count: number): Pick<Case, 'request' | 'statuses' | 'flaw'> {
  return {
    request: { method: 'GET', path: databases, headers: bearer },
    statuses: [200],
    flaw(body, isMockplane) {
      const found = (body as { databases?: Named[] } | undefined)?.databases;
      if (!Array.isArray(found)) return 'there is no list';
      if (isMockplane && found.length !== count) return `${found.length} databases are listed`;
      return found.some(({ Name }) => Name === 'my-db') ? undefined : 'my-db is not listed';
    },
  };
}

function errorFlaw(body: unknown): string | undefined {
  return (body as { error?: unknown } | undefined)?.error ? undefined : 'there is no error in the body';
}

/** All of them, in the order of the table. */
export const cases: readonly Case[] = [
  {
    id: 'get',
    title: 'GET a database by name',
    request: getDatabase,
    statuses: [200],
    flaw: (body) => databaseFlaw(body, 'my-db'),
    mockplanes: ['mockplane-1', 'mockplane-100', 'mockplane-10000', 'mockplane-stateless'],
    peers: true,
  },
  { id: 'list-1', title: 'List 1 database', ...list(1), mockplanes: ['mockplane-1'], peers: true },
  { id: 'list-100', title: 'List 100 databases, unchanged', ...list(100), mockplanes: ['mockplane-100'], peers: false },
  {
    id: 'list-100-changed',
    title: 'List 100 databases, in turn with a write',
    ...list(100),
    // It stores nothing that a list shows, so that each list is as long as the one before it.
    other: { method: 'POST', path: `${databases}/my-db/update`, headers: json },
    mockplanes: ['mockplane-100'],
    peers: false,
    connections: [16],
  },
  {
    id: 'list-10000',
    title: 'List 10,000 databases',
    ...list(10_000),
    mockplanes: ['mockplane-10000'],
    peers: false,
    // Two megabytes a reply: 128 at once measure the queue.
    connections: [1, 16],
  },
  {
    id: 'create',
    title: 'POST a database',
    request: { method: 'POST', path: databases, headers: json, body: JSON.stringify({ name: uniqueName }) },
    statuses: [200],
    // A server without state returns the name of the example.
    flaw: (body, isMockplane) => databaseFlaw(body, isMockplane ? uniqueName : 'new-db'),
    mockplanes: ['mockplane', 'mockplane-data'],
    peers: true,
  },
  {
    id: 'unauthorized',
    title: '401 without a token',
    request: { ...getDatabase, headers: {} },
    statuses: [401],
    flaw: errorFlaw,
    mockplanes: ['mockplane-1'],
    peers: true,
  },
  {
    id: 'not-found',
    title: '404 for no such database',
    request: { ...getDatabase, path: `${databases}/no-such-db` },
    statuses: [404],
    flaw: errorFlaw,
    mockplanes: ['mockplane-1'],
    peers: true,
  },
  {
    id: 'invalid',
    title: 'A body that breaks the contract',
    request: { method: 'POST', path: databases, headers: json, body: JSON.stringify({ name: 'Not A Name' }) },
    // The service refuses with 400; some mocks have a 422 of their own.
    statuses: [400, 422],
    flaw: errorFlaw,
    mockplanes: ['mockplane-1'],
    peers: true,
  },
];
