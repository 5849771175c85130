import { createTursoClient } from 'mockplane/turso';
import { createMockplane, startMockplane, type StartOptions } from 'mockplane';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OracleCase, type OracleStep, readCases } from './case.ts';
import { comparable } from './compare.ts';
import { replay } from './replay.ts';
import { program, startSqld } from '../sqld/server.ts';

/** They need extensions of libSQL that SQLite itself has not: RANDOM ROWID, and ALTER COLUMN … TO. */
const impossible = new Set(['schema-alter-column', 'schema-random-rowid']);

/** Mockplane names the origin that asks, so that browsers may send credentials; the real server allows `*`. */
const otherwise = new Set(['protocol-preflight']);

/** A batch, which is how the server is asked, gives no rows of a step that fails after its first ones. */
const withoutPartialRows = new Set(['cursor-error-midway']);

const casesOfServer = readCases().filter(({ id }) => !otherwise.has(id) && !withoutPartialRows.has(id));
const cases = readCases().filter(({ id }) => !impossible.has(id) && !otherwise.has(id));

/** Whether a reply must have a baton; undefined where it may have one. */
function batonOf(
  { ws, baton = 'either' }: OracleStep,
  seen: { readonly baton?: string | undefined },
): string | undefined {
  return ws || baton === 'either' ? undefined : seen.baton;
}

/** A server, or a Mockplane without one. */
interface Subject {
  readonly fetch: typeof fetch;
  readonly url: string;
  advance(by: string): Promise<void> | void;
  close(): Promise<void> | void;
}

async function onAPort(options: StartOptions = {}): Promise<Subject> {
  const mockplane = await startMockplane({ port: 0, transitions: 'immediate', ...options });
  return {
    fetch,
    url: mockplane.url,
    advance: async (by) => void (await mockplane.admin.POST('/_mockplane/clock/advance', { body: { by } })),
    close: () => mockplane.close(),
  };
}

function inProcess(): Subject {
  const mockplane = createMockplane({ transitions: 'immediate' });
  return {
    fetch: mockplane.fetch,
    url: 'http://mockplane.local',
    advance: (by) => mockplane.clock.advance(by),
    close: () => mockplane.close(),
  };
}

/** A Mockplane whose rows are on a libSQL server. */
async function onAServer(): Promise<Subject> {
  const sqld = await startSqld();
  const subject = await onAPort({ libsql: sqld.url, libsqlAdmin: sqld.adminUrl });
  return {
    ...subject,
    async close() {
      await subject.close();
      await sqld.close();
    },
  };
}

/** Without a port there are neither sockets nor preflights. */
const needsPort = ({ about, steps }: OracleCase): boolean => about.includes('cors') || steps.some(({ ws }) => ws);

type Place = readonly [name: string, start: () => Promise<Subject> | Subject, own: readonly OracleCase[]];

const places: readonly Place[] = [
  ['on a port', () => onAPort(), cases],
  ['in process', inProcess, cases.filter((one) => !needsPort(one))],
  ...(program === undefined ? [] : [['with its rows on a libSQL server', onAServer, casesOfServer] as const]),
];

describe.each(places)('a Mockplane %s', (_name, start, own) => {
  let subject: Subject;
  let turso: ReturnType<typeof createTursoClient>;
  let other: string;
  beforeAll(async () => {
    subject = await start();
    turso = createTursoClient({ baseUrl: subject.url, fetch: subject.fetch });
    other = await makeDatabase('other');
  });
  afterAll(() => subject.close());

  /** @returns a token for it */
  async function makeDatabase(name: string): Promise<string> {
    const path = { org_slug: 'my-org', db_name: name };
    await turso.POST('/v1/organizations/{org_slug}/databases', { params: { path }, body: { name } });
    await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
      params: { path },
      body: { location: 'ord' },
    });
    return mint(name);
  }

  async function mint(db_name: string, query?: { authorization?: 'read-only'; expiration?: string }): Promise<string> {
    const { data } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', {
      params: { path: { org_slug: 'my-org', db_name }, ...(query && { query }) },
    });
    return data!.jwt;
  }

  it.each(own)('replies as a real server: $id, $title', async (one) => {
    const name = one.id.slice(0, 31).replace(/-$/, '');
    const tokens = {
      rw: await makeDatabase(name),
      other,
      'read-only': await mint(name, { authorization: 'read-only' }),
      expired: '',
    };
    if (one.about.includes('auth')) {
      tokens.expired = await mint(name, { expiration: '1s' });
      await subject.advance('10m');
    }
    const observed = await replay({ ...subject, url: `${subject.url}/_db/my-org/${name}`, tokens }, one);
    for (const [index, step] of one.steps.entries()) {
      const seen = observed[index]!;
      expect(comparable(step, seen)).toEqual(comparable(step, step.reply));
      expect(batonOf(step, seen)).toBe(batonOf(step, { ...step.reply, baton: step.baton }));
    }
  });
});
