import * as fc from 'fast-check';
import { ask, unchanged } from './ask.ts';
import { bodies } from './bodies.ts';
import { type Case, caseOf } from './case.ts';
import { forms } from './forms.ts';
import { refused, unread } from './judge.ts';
import { parameters } from './parameters.ts';
import type { Parts } from './request.ts';
import { type Scene, valid } from './valid.ts';

/** The requests to refuse: each possible defect at each place, one at a time. */
export function refusals(scene: Scene): Case[] {
  const isJson = scene.operation.bodies.some(({ type }) => type === 'application/json');
  const refusal = refusalOf(scene);
  return [
    ...parameters(scene, refusal),
    ...(isJson ? bodies(scene, refusal) : forms(scene, refusal)),
    ...tooMuch(scene),
  ];
}

/** More than is read; Mockplane's own API has a limit that only a snapshot comes near. */
function tooMuch(scene: Scene): Case[] {
  const { operation } = scene;
  if (operation.api === 'admin' || operation.method === 'GET') return [];
  const most =
    scene.operation.bodies.some(({ type }) => type === 'multipart/form-data') && operation.api !== 'lambda'
      ? 16_777_216
      : 1_048_576;
  const made = fc.tuple(valid(scene), fc.integer({ min: most + 1, max: most + 50_000 }));
  return [
    caseOf(operation.id, '/body', 'more than is read', made, async (session, [parts, size]) => {
      const body = { as: 'bytes', bytes: Buffer.alloc(size), type: 'application/json' } as const;
      return unread(operation, await ask(session, scene, { ...parts, body }), 413);
    }),
  ];
}

/** Makes a case of requests that are all to be refused for one thing; a bad request unless other statuses are given. */
export type Refusal = (place: string, kind: string, parts: fc.Arbitrary<Parts>, statuses?: readonly number[]) => Case;

const badRequest = [400, 422];

function refusalOf(scene: Scene): Refusal {
  const { operation } = scene;
  return (place, kind, parts, statuses = badRequest) =>
    caseOf(operation.id, place, kind, parts, async (session, made) => {
      const reply = await ask(session, scene, made);
      return [...refused(operation, reply, statuses), ...(await unchanged(session, scene, reply))];
    });
}
