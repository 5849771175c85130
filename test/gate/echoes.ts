import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject } from '../helpers/documents.ts';
import { operationOf } from '../helpers/operations.ts';
import { ask } from './ask.ts';
import { type Case, caseOf } from './case.ts';
import { bodyOf, type Faults } from './judge.ts';
import type { Parts } from './request.ts';
import type { Session } from './session.ts';
import type { Setting } from './setting.ts';
import { mustAccept } from './tokens.ts';
import { valid } from './valid.ts';

/** A written value, and the places that show it. */
interface Echo {
  readonly writes: string;
  /** @param response to the write. @returns what is read of it, by the names under which it was sent */
  readonly reads: (session: Session, parts: Parts, reply: JsonObject) => Promise<Readonly<Record<string, Json>>>;
}

const echoes: readonly Echo[] = [
  {
    writes: 'createDatabaseInstance',
    async reads(session, { path }, reply) {
      const instance_name = String((reply['instance'] as JsonObject)['name']);
      const shown = bodyOf(await mustAccept(session, 'getDatabaseInstance', { ...path, instance_name }));
      return { location: (shown['instance'] as JsonObject)['region']! };
    },
  },
  {
    writes: 'createLambdaInstance',
    async reads(session, _, { uuid }) {
      const shown = bodyOf(await mustAccept(session, 'getLambdaInstance', { uuid: String(uuid) }))[
        'data'
      ] as JsonObject;
      return { ...(shown['details'] as JsonObject), instance_name: shown['name']! };
    },
  },
  {
    writes: 'uploadUserFile',
    async reads(session) {
      const { items } = bodyOf(await mustAccept(session, 'listUserFiles'));
      const last = (items as JsonObject[]).at(-1)!;
      return { description: last['description']!, file: last['name']! };
    },
  },
  {
    writes: 'createFault',
    async reads(session) {
      const { faults } = bodyOf(await mustAccept(session, 'listFaults'));
      return (faults as JsonObject[])[0]!;
    },
  },
  {
    writes: 'updateClock',
    async reads(session) {
      const { now, running } = bodyOf(await mustAccept(session, 'getClock'));
      // One that runs has moved on since.
      return running === true ? { running } : { now: now!, running: running! };
    },
  },
  { writes: 'setTransitions', reads: async (session) => bodyOf(await mustAccept(session, 'getTransitions')) },
];

/** A read returns the accepted value exactly. */
export function echoCases(settings: Readonly<Record<string, Setting>>): Case[] {
  return echoes.map(({ writes, reads }) => {
    const scene = { operation: operationOf(writes), setting: settings[writes] ?? {} };
    return caseOf(
      writes,
      '',
      'written, then read',
      valid(scene),
      async (session, parts): Promise<Faults> => {
        const reply = await ask(session, scene, parts);
        if (reply.status >= 300) return [`is ${reply.status}, not accepted: ${reply.text}`];
        const shown = await reads(session, parts, bodyOf(reply));
        return Object.entries(sentIn(parts))
          .filter(([name, value]) => name in shown && !isSame(shown[name]!, value))
          .map(([name, value]) => `${name} was ${JSON.stringify(value)}, and is ${JSON.stringify(shown[name])}`);
      },
      { weight: 4, cost: 2 },
    );
  });
}

/** The values of a request body, by name; for a file, its name. */
function sentIn({ body }: Parts): Readonly<Record<string, Json>> {
  if (body?.as === 'json' && isObject(body.value)) return body.value;
  if (body?.as !== 'multipart') return {};
  return Object.fromEntries(body.fields.map(({ name, value, file }) => [name, file ?? value]));
}

/** A duration may be written in other units, as `90s` and `1m30s`; a number is what it is worth. */
function isSame(shown: Json, sent: Json): boolean {
  return (
    isDeepStrictEqual(shown, JSON.parse(JSON.stringify(sent))) ||
    (typeof sent === 'string' && /^\d+(ms|s|m|h)$/.test(sent))
  );
}
