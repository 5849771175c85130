import * as fc from 'fast-check';
import type { Operation } from '../../helpers/operations.ts';
import { type Case, caseOf } from '../case.ts';
import type { Faults } from '../judge.ts';
import { encode, type Body } from '../request.ts';
import type { Session } from '../session.ts';
import type { Reply } from '../target.ts';
import { anyText, matching } from '../values.ts';
import { answered, conforming, inErrorShape } from './judge.ts';
import { database, hranaOperations, type Tokens } from './story.ts';

/** Path values of no meaning, for the parts that are not the database. */
const rest = { generation: '1', upload_id: 'latest', chunk_number: '0' };

/** The attempts at every operation: its own request, invalid tokens, unknown databases, other methods. */
export function otherCases(tokens: Tokens): Case[] {
  const paths = [...new Set(hranaOperations.map(({ path }) => path))];
  return [
    ...hranaOperations.flatMap((operation) => ofOperation(operation, tokens)),
    ...paths.flatMap(undeclared),
    unknown(),
  ];
}

function ofOperation(operation: Operation, tokens: Tokens): Case[] {
  const usual: Body | undefined = operation.bodies[0] && bodyOf(operation);
  const send = (session: Session, headers: Record<string, string>, path: Record<string, string> = {}) =>
    session.send(encode(operation, { path: { ...rest, ...database, ...path }, query: [], headers, body: usual }));
  const found = [
    caseOf(operation.id, '', 'own request', fc.constantFrom('full', 'readOnly'), async (session, kind) =>
      conforming(operation, await send(session, bearer(tokens[kind as 'full']))),
    ),
  ];
  const isOpen = operation.security.length === 0;
  const name = matching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/).filter((made) => !['my-db', 'staging-db'].includes(made));
  return [
    ...found,
    caseOf(operation.id, '', 'no token', fc.constant({}), async (session, headers) =>
      answered(operation, await send(session, headers), isOpen ? [200] : [401]),
    ),
    caseOf(operation.id, '', 'token that is none', fc.oneof(anyText(1, 30).map(latin), jwt), async (session, token) =>
      answered(operation, await send(session, bearer(token)), isOpen ? [200] : [401]),
    ),
    caseOf(operation.id, '', 'token of another database', fc.constant(null), async (session) =>
      answered(operation, await send(session, bearer(tokens.other)), isOpen ? [200] : [401]),
    ),
    caseOf(operation.id, '/path/db_name', 'unknown', name, async (session, db_name) =>
      answered(operation, await send(session, bearer(tokens.full), { db_name }), isOpen ? [200] : [401, 404]),
    ),
  ];
}

function bodyOf({ bodies: [media] }: Operation): Body {
  const value = media!.examples[0]?.value ?? {};
  if (media!.type === 'application/json') return { as: 'json', value };
  return { as: 'bytes', bytes: Buffer.from(String(value)), type: media!.type };
}

/** In the form of a JWT, and signed by nobody. */
const jwt = fc
  .tuple(fc.constantFrom('EdDSA', 'none', 'HS256'), fc.string(), fc.uint8Array({ minLength: 1, maxLength: 64 }))
  .map(([alg, id, bytes]) => {
    return [part({ alg, typ: 'JWT' }), part({ id, a: 'rw' }), Buffer.from(bytes).toString('base64url')].join('.');
  });

function part(of: object): string {
  return Buffer.from(JSON.stringify(of)).toString('base64url');
}

function latin(text: string): string {
  return text.replaceAll(/[^\x21-\x7e]/g, '') || 'x';
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'];

/** Methods that a path does not have. */
function undeclared(path: string): Case[] {
  const declared = hranaOperations.filter((each) => each.path === path).map(({ method }) => method);
  if (declared.includes('GET')) declared.push('HEAD');
  const others = methods.filter((method) => !declared.includes(method));
  const target = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => ({ ...rest, ...database })[name] ?? name);
  const check = async (session: Session, method: string): Promise<Faults> => {
    const reply = await session.send({ method, target, headers: {} });
    if (reply.status !== 405) return [`is ${reply.status}, not 405: ${reply.text.slice(0, 300)}`];
    return [...allows(reply, declared), ...(method === 'HEAD' ? [] : inErrorShape(reply))];
  };
  return [caseOf(path, '', 'undeclared method', fc.constantFrom(...others), check)];
}

function allows({ headers }: Reply, declared: readonly string[]): Faults {
  const allowed = (headers['allow'] ?? '').split(', ').filter((name) => name !== 'OPTIONS');
  return allowed.toSorted().join() === declared.toSorted().join() ? [] : [`allows ${allowed.join(', ') || 'nothing'}`];
}

/** Paths below a database that are no endpoint. */
function unknown(): Case {
  const segments = fc.array(matching(/^[a-z0-9._~]{1,12}$/), { minLength: 1, maxLength: 4 });
  const made = segments.filter((names) => names.every((name) => !['.', '..'].includes(name)));
  return caseOf(
    '/_db',
    '',
    'unknown path',
    made,
    async (session, names) => {
      const target = `/_db/my-org/my-db/unknown/${names.join('/')}`;
      const reply = await session.send({ method: 'GET', target, headers: {} });
      return reply.status === 404 ? inErrorShape(reply) : [`is ${reply.status}, not 404: ${reply.text.slice(0, 300)}`];
    },
    { weight: 4 },
  );
}
