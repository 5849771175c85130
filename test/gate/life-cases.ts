import * as fc from 'fast-check';
import { type Json, type JsonObject, isObject } from '../helpers/documents.ts';
import { operationOf, rootOperations } from '../helpers/operations.ts';
import { credential } from '../helpers/requests.ts';
import { ask } from './ask.ts';
import { type Case, caseOf } from './case.ts';
import { bodyOf, type Faults, refused } from './judge.ts';
import { type Life, lives, newLambdaInstance } from './lives.ts';
import { encode } from './request.ts';
import type { Session } from './session.ts';
import { freshName, type Setting } from './setting.ts';
import { mustAccept } from './tokens.ts';
import { valid } from './valid.ts';

/** A created resource is there at once, in every place that shows it. A destroyed one is gone for every operation. */
export function lifeCases(settings: Readonly<Record<string, Setting>>): Case[] {
  return [...lives.flatMap((life) => [...seen(life), ...gone(life, settings)]), ...files(), ...destroyed()];
}

const readable = 'created, then readable';
const afterFree = 'use after free';

export function seen({ make, shows, what }: Life, api?: string): Case[] {
  return shows.map(([id, of]) =>
    caseOf(
      id,
      what,
      readable,
      freshName,
      async (session, name) => {
        const names = await make(session, name);
        const { text } = await mustAccept(session, id, names, undefined, api);
        return text.includes(of(names)) ? [] : [`does not show ${of(names)}: ${text.slice(0, 300)}`];
      },
      { cost: 2 },
    ),
  );
}

export function gone(
  { make, ends, parameter, except = [] }: Life,
  settings: Readonly<Record<string, Setting>>,
  operations = rootOperations,
): Case[] {
  const users = operations.filter(
    ({ id, parameters }) =>
      !except.includes(id) && parameters.some((each) => each.in === 'path' && each.name === parameter),
  );
  return users.flatMap((operation) =>
    Object.entries(ends).map(([end, finish]) => {
      // Which one it is about is known only when it is made.
      const { path: _, before: __, ...rest } = settings[operation.id] ?? {};
      const scene = { operation, setting: rest };
      return caseOf(
        operation.id,
        `/path/${parameter} after ${end}`,
        afterFree,
        fc.tuple(valid(scene), freshName),
        async (session, [parts, name]) => {
          const names = await make(session, name);
          await finish(session, names);
          return refused(operation, await ask(session, scene, { ...parts, path: names }), [404]);
        },
        { cost: 3 },
      );
    }),
  );
}

const remove = operationOf('deleteUserFile');

function removal(session: Session, id: number): ReturnType<Session['send']> {
  const body = { as: 'urlencoded', fields: [{ name: 'id', value: String(id) }] } as const;
  return session.send(encode(remove, { path: {}, query: [], headers: credential(remove), body }));
}

async function upload(session: Session, name: string): Promise<number | undefined> {
  const fields = [{ name: 'file', value: 'a,b', file: name }];
  await mustAccept(session, 'uploadUserFile', {}, { as: 'multipart', fields });
  return (await fileIds(session, name)).at(-1);
}

async function fileIds(session: Session, name: string): Promise<number[]> {
  const { items } = bodyOf(await mustAccept(session, 'listUserFiles'));
  const own = (items as Json[]).filter(isObject).filter((file) => file['name'] === name);
  return own.map(({ id }) => Number(id));
}

/** Files have no path of their own: they are named in a form, and one that is not there is a bad request. */
function files(): Case[] {
  return [
    caseOf(
      'listUserFiles',
      'file',
      readable,
      freshName,
      async (session, name) => ((await upload(session, name)) === undefined ? [`does not show ${name}`] : []),
      { cost: 2 },
    ),
    caseOf(
      'deleteUserFile',
      '/body/id after deleteUserFile',
      afterFree,
      freshName,
      async (session, name) => {
        const id = (await upload(session, name))!;
        await removal(session, id);
        const left = await fileIds(session, name);
        const again: Faults = refused(remove, await removal(session, id), [400]);
        return left.includes(id) ? [...again, `is still listed: ${id}`] : again;
      },
      { cost: 5 },
    ),
  ];
}

/** A destroyed lambda instance stays listed, for good, and nothing can be done with it. */
function destroyed(): Case[] {
  return ['startLambdaInstance', 'stopLambdaInstance', 'destroyLambdaInstance'].map((id) =>
    caseOf(
      id,
      '/path/uuid after destroyLambdaInstance',
      afterFree,
      freshName,
      async (session, instance_name) => {
        const value = { ...(newLambdaInstance as JsonObject), instance_name };
        const reply = await mustAccept(session, 'createLambdaInstance', {}, { as: 'json', value });
        const names = { uuid: String(bodyOf(reply)['uuid']) };
        await mustAccept(session, 'destroyLambdaInstance', names);
        const { text } = await mustAccept(session, 'getLambdaInstanceStatus', names);
        const operation = operationOf(id);
        const again = await session.send(encode(operation, { path: names, query: [], headers: credential(operation) }));
        const found = refused(operation, again, [400]);
        return text.includes('"DESTROYED"') ? found : [...found, `is not shown as DESTROYED: ${text}`];
      },
      { cost: 4 },
    ),
  );
}
