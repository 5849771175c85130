import * as fc from 'fast-check';
import { isObject } from '../helpers/documents.ts';
import { ask } from './ask.ts';
import { type Case, caseOf } from './case.ts';
import { accepted, empty, type Faults, refused } from './judge.ts';
import { everyByte, type Parts, type Wire } from './request.ts';
import type { Session } from './session.ts';
import { propertiesOf } from './schema.ts';
import { headerText, type Scene, schemaOf, valid } from './valid.ts';
import { anyJson, anyText } from './values.ts';

/** Requests that are valid, and valid requests with something extra, which only Mockplane's own API refuses. */
export function tolerance(scene: Scene): Case[] {
  const { operation } = scene;
  const parts = valid(scene);
  const isTaken =
    (change?: (wire: Wire) => Wire, encoded?: (text: string) => string) =>
    async (session: Session, made: Parts): Promise<Faults> =>
      accepted(operation, await ask(session, scene, made, change, encoded));
  const isRefused = async (session: Session, made: Parts): Promise<Faults> =>
    refused(operation, await ask(session, scene, made), [400]);
  const usual = (kind: string, arbitrary = parts, check = isTaken(), weight = 1): Case =>
    caseOf(operation.id, '', kind, arbitrary, check, { weight });

  const cases = [
    usual('valid', parts, isTaken(), 6),
    usual(
      'extra query parameter',
      fc.tuple(parts, extraQuery(scene)).map(([made, extra]) => withQuery(made, extra)),
      // Mockplane's own API refuses them, so that nobody overlooks a typing error.
      operation.api === 'admin' ? isRefused : isTaken(),
    ),
    usual(
      'extra header',
      fc.tuple(parts, extraHeaders).map(([made, extra]) => withHeaders(made, extra)),
    ),
    usual('percent-encoded throughout', parts, isTaken(undefined, everyByte)),
    usual('trailing slash', parts, isTaken(withSlash)),
  ];
  if (operation.method === 'GET') {
    cases.push(
      usual('HEAD for GET', parts, async (session, made) => {
        const asked = (method: string): ReturnType<typeof ask> =>
          ask(session, scene, made, (wire) => ({ ...wire, method }));
        const [get, head] = [await asked('GET'), await asked('HEAD')];
        if (head.status !== get.status) return [`HEAD is ${head.status}, GET ${get.status}`];
        return [...accepted(operation, get), ...empty(head)];
      }),
    );
  } else if (operation.bodies.length === 0) {
    const body = fc
      .oneof(
        anyText(1, 40),
        anyJson.map((value) => JSON.stringify(value)),
      )
      .map((text) => Buffer.from(text));
    const type = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded');
    const ignored = fc.tuple(parts, body, type).map(([made, bytes, of]): Parts => ({
      ...made,
      body: { as: 'bytes', bytes, type: of },
    }));
    cases.push(usual('body where none belongs', ignored));
  }
  return [...cases, ...bodies(scene, usual)];
}

function bodies(scene: Scene, usual: (kind: string, arbitrary: fc.Arbitrary<Parts>) => Case): Case[] {
  const { operation } = scene;
  const [media] = operation.bodies;
  if (!media) return [];
  const parts = valid(scene);
  const schema = schemaOf(operation, media);
  // The Turso API reads the names of properties in any case.
  const known = new Set(propertiesOf(schema).map(([name]) => name.toLowerCase()));
  const extra = fc.tuple(
    extraName.filter((name) => !known.has(name.toLowerCase())),
    anyJson,
  );
  const cases: Case[] = [];
  if (media.type === 'application/json') {
    // The services read JSON whatever it is called, as `curl -d` calls it a form.
    cases.push(
      usual(
        'any content type',
        fc.tuple(parts, contentType).map(([made, type]) => typed(made, type)),
      ),
    );
  }
  if (schema['additionalProperties'] !== false) {
    const with_ = fc.tuple(parts, extra).map(([made, [name, value]]) => withField(made, name, value));
    cases.push(usual('extra body property', with_));
  }
  return cases;
}

/** Names that a careless reader of objects trips over are among them. */
const extraName = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty', 'id', 'Name', 'prefer', '$ref', 'a.b', 'é'),
);

function extraQuery({ operation }: Scene): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const known = new Set(operation.parameters.filter((each) => each.in === 'query').map(({ name }) => name));
  const pair = fc.tuple(
    extraName.filter((name) => !known.has(name)),
    anyText(0, 12),
  );
  return fc.array(pair, { minLength: 1, maxLength: 3 });
}

function withQuery(parts: Parts, extra: Parts['query']): Parts {
  return { ...parts, query: [...parts.query, ...extra] };
}

/** None of a meaning of its own. */
const extraHeaders = fc.dictionary(fc.stringMatching(/^x-gate-[a-z0-9_]{1,10}$/), headerText, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

function withHeaders(parts: Parts, extra: Readonly<Record<string, string>>): Parts {
  return { ...parts, headers: { ...extra, ...parts.headers } };
}

function withSlash(wire: Wire): Wire {
  const [path = '', ...query] = wire.target.split('?');
  return { ...wire, target: [`${path}/`, ...query].join('?') };
}

const contentType = fc.constantFrom(
  'application/x-www-form-urlencoded',
  'text/plain;charset=UTF-8',
  'application/json; charset=utf-8',
  'application/vnd.api+json',
  'multipart/form-data',
  'application/octet-stream',
  'nonsense',
);

function typed(parts: Parts, type: string): Parts {
  return { ...parts, headers: { ...parts.headers, 'content-type': type } };
}

function withField(parts: Parts, name: string, value: unknown): Parts {
  const { body } = parts;
  if (body?.as === 'json' && isObject(body.value)) {
    // Spread would make `__proto__` a prototype.
    const entries = [...Object.entries(body.value), [name, value] as [string, never]];
    return { ...parts, body: { as: 'json', value: Object.fromEntries(entries) } };
  }
  if (body?.as === 'urlencoded' || body?.as === 'multipart') {
    return { ...parts, body: { ...body, fields: [...body.fields, { name, value: JSON.stringify(value) }] } };
  }
  throw new Error('There is no object to add to.');
}
