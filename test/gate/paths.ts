import * as fc from 'fast-check';
import type { Operation } from '../helpers/operations.ts';
import { type Case, caseOf } from './case.ts';
import { empty, type Faults, inShape } from './judge.ts';
import { token } from '../helpers/requests.ts';
import type { Session } from './session.ts';
import { anyText, matching } from './values.ts';
import type { Reply } from './target.ts';

/** `fetch` does not send TRACE and CONNECT; OPTIONS is a browser's question where pages may read. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'REPORT', 'SEARCH', 'MKCOL', 'LINK'];

/** Enough for any path. */
const values = fc.array(matching(/^[a-z0-9]{1,12}$/), { minLength: 4, maxLength: 4 });

const prefixes: Readonly<Record<string, string>> = {
  turso: '/v1',
  'turso-2026': '/v3',
  lambda: '/backend',
  admin: '/_mockplane',
};

/** Methods that a path does not have, and paths that no API has. */
export function paths(operations: readonly Operation[]): Case[] {
  const all = [...new Set(operations.map(({ path }) => path))];
  const strange = [...new Set(operations.map(({ api }) => api))].map(unknownPath);
  return [...all.flatMap((path) => undeclared(path, operations)), ...strange];
}

function undeclared(path: string, operations: readonly Operation[]): Case[] {
  const own = operations.filter((operation) => operation.path === path);
  const declared = own.map(({ method }) => method);
  if (declared.includes('GET')) declared.push('HEAD');
  const { api } = own[0]!;
  return methods
    .filter((method) => !declared.includes(method))
    .map((method) => {
      const made = fc.tuple(values, fc.boolean());
      return caseOf(
        path,
        method,
        'undeclared method',
        made,
        async (session, [names, isKnown]) => {
          const left = [...names];
          const target = path.replaceAll(/\{[^}]+\}/g, () => left.shift()!);
          const reply = await session.send({ method, target, headers: isKnown ? bothTokens : {} });
          return methodRefused(api, declared, method, reply);
        },
        { weight: 0.5 },
      );
    });
}

const bothTokens = { authorization: `Bearer ${token}`, 'x-api-key': token };

function methodRefused(api: string, declared: readonly string[], method: string, reply: Reply): Faults {
  if (reply.status !== 405) return [`is ${reply.status}, not 405: ${reply.text.slice(0, 300)}`];
  const allowed = (reply.headers['allow'] ?? '').split(', ').filter((name) => name !== 'OPTIONS');
  const isSame = allowed.toSorted().join() === declared.toSorted().join();
  return [
    ...(isSame ? [] : [`allows ${allowed.join(', ') || 'nothing'}; the contract has ${declared.join(', ')}`]),
    ...(method === 'HEAD' ? empty(reply) : inShape(api, reply)),
  ];
}

/** An unknown path is not found, in the error shape of the API with its prefix. */
function unknownPath(api: string): Case {
  const segment = fc.oneof(matching(/^[a-z0-9._~-]{1,12}$/), anyText(1, 8));
  const segments = fc
    .array(
      segment.filter((name) => name !== '.' && name !== '..'),
      { minLength: 1, maxLength: 8 },
    )
    // The first of them is one that no path begins with.
    .map((names) => `${prefixes[api]}/unknown/${names.map(encodeURIComponent).join('/')}`);
  const made = fc.tuple(segments, fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'));
  return caseOf(
    prefixes[api]!,
    '',
    'unknown path',
    made,
    async (session: Session, [target, method]) => {
      const reply = await session.send({ method, target, headers: bothTokens });
      if (reply.status !== 404) return [`is ${reply.status}, not 404: ${reply.text.slice(0, 300)}`];
      return inShape(api, reply);
    },
    { weight: 20 },
  );
}
