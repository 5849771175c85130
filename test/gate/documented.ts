import type { JsonObject } from '../helpers/documents.ts';
import { faults } from '../helpers/schemas.ts';
import { ask, unchanged } from './ask.ts';
import { type Case, caseOf } from './case.ts';
import { conforming } from './judge.ts';
import type { Setting } from './setting.ts';
import { bodyValue, type Scene, valid } from './valid.ts';

/**
 * Whatever fits the schemas gets a documented answer, be it a refusal: the values that no setting holds to what is
 * there, such as a duration of centuries, a snapshot that contradicts itself, or a fault rule for no operation.
 */
export function documented({ operation, setting }: Scene): Case[] {
  const { query, body, fields, path, before } = setting;
  if (!query && !body && !fields) return [];
  const free: Setting = { ...(path && { path }), ...(before && { before }) };
  const [media] = operation.bodies;
  // A condition of the schema is not looked at while values are made.
  const fits = (value: JsonObject): boolean => faults(operation.api, media!.schema, value).length === 0;
  const conditional = body && media && { ...free, body: bodyValue({ operation, setting: free }, media).filter(fits) };
  const scene = { operation, setting: conditional ?? free };
  return [
    caseOf(
      operation.id,
      '',
      'fits the schema',
      valid(scene),
      async (session, made) => {
        const reply = await ask(session, scene, made);
        if (reply.status === 401) return [`is 401: ${reply.text}`];
        return [...conforming(operation, reply), ...(await unchanged(session, scene, reply))];
      },
      { weight: 6 },
    ),
  ];
}
