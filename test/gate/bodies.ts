import * as fc from 'fast-check';
import { documentOf, type Json, type JsonObject } from '../helpers/documents.ts';
import { faults } from '../helpers/schemas.ts';
import type { Case } from './case.ts';
import type { Refusal } from './refusals.ts';
import type { Body, Parts } from './request.ts';
import { requiredOf } from './schema.ts';
import { bodyValue, type Scene, schemaOf, valid } from './valid.ts';
import { anyText } from './values.ts';
import { put, wrongs } from './wrong.ts';

/** The possible defects of a JSON body. */
export function bodies(scene: Scene, refusal: Refusal): Case[] {
  const { operation } = scene;
  const media = operation.bodies[0]!;
  const schema = schemaOf(operation, media);
  const value = bodyValue(scene, media);
  const isWrong = (made: Json): boolean => faults(operation.api, media.schema, made).length > 0;
  const spoilt = wrongs(documentOf(operation.api), schema).map(({ path, kind, value: instead }) => {
    const made = fc
      .tuple(value, instead, fc.nat())
      .map(([whole, other, at]) => put(whole, path, other, at))
      // A random value can fit: `{}`, if nothing is required.
      .filter(isWrong);
    return refusal(`/body${path.map((step) => `/${step}`).join('')}`, kind, withBody(scene, made.map(asJson)));
  });
  const conditional = conditions(schema).map((name) => {
    const made = value
      .filter((whole) => name in whole && isWrong(without(whole, name)))
      .map((whole) => without(whole, name));
    return refusal(`/body/${name}`, 'missing where it is needed', withBody(scene, made.map(asJson)));
  });
  return [...spoilt, ...conditional, ...encodings(scene, refusal, value)];
}

function asJson(value: Json): Body {
  return { as: 'json', value };
}

export function withBody(scene: Scene, body: fc.Arbitrary<Body | undefined>): fc.Arbitrary<Parts> {
  return fc.tuple(valid(scene), body).map(([made, other]) => ({ ...made, body: other }));
}

/** The properties that another property requires: the required ones of each `then`. */
function conditions(schema: JsonObject): string[] {
  const then = requiredOf((schema['then'] ?? {}) as JsonObject);
  return schema['else'] ? [...then, ...conditions(schema['else'] as JsonObject)] : then;
}

function without(body: JsonObject, property: string): JsonObject {
  const { [property]: _, ...rest } = body;
  return rest;
}

/** A value that fits, in bytes that are no JSON in UTF-8; and none at all. */
function encodings(scene: Scene, refusal: Refusal, value: fc.Arbitrary<JsonObject>): Case[] {
  const text = value.map((made) => JSON.stringify(made));
  const bytes = (of: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Parts> =>
    withBody(
      scene,
      of.map((made): Body => ({ as: 'bytes', bytes: made, type: 'application/json' })),
    );
  const cutOff = fc.tuple(text, fc.nat()).map(([made, at]) => Buffer.from(made.slice(0, 1 + (at % (made.length - 1)))));
  const noJson = anyText(1, 40)
    .filter((made) => made.trim() !== '' && !isJson(made))
    .map((made) => Buffer.from(made));
  const otherBytes = fc.tuple(text, fc.constantFrom(...strange)).map(([made, of]) => of(made));
  // Beside what fits, and thus, where nothing unknown may stand, refused for that too.
  const halves = value.map((made) => Buffer.from(JSON.stringify({ ...made, extra: '\ud83d' })));
  const found = [
    refusal('/body', 'cut off', bytes(cutOff)),
    refusal('/body', 'no JSON', bytes(noJson)),
    refusal('/body', 'wrong encoding', bytes(otherBytes)),
    refusal('/body', 'half a character', bytes(halves)),
  ];
  const { requestBody } = scene.operation.node as { requestBody: { required?: boolean } };
  if (requestBody.required !== true) return found;
  const blank = fc.constantFrom(' ', '\n', '\t \r\n').map((made) => Buffer.from(made));
  return [
    ...found,
    refusal('/body', 'missing', withBody(scene, fc.constant(undefined))),
    refusal('/body', 'blank', bytes(blank)),
  ];
}

const strange: readonly ((text: string) => Uint8Array)[] = [
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff]), Buffer.from(text.slice(-1))]),
  (text) => Buffer.concat([Buffer.from(text), Buffer.from([0xc3])]),
  (text) => Buffer.from(`${text}\u0000`),
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
