import * as fc from 'fast-check';
import { documentOf } from '../helpers/documents.ts';
import type { MediaType } from '../helpers/operations.ts';
import { withBody } from './bodies.ts';
import type { Case } from './case.ts';
import type { Refusal } from './refusals.ts';
import { type Body, encodeBody, type Field, type Parts } from './request.ts';
import { propertiesOf, requiredOf } from './schema.ts';
import { wrongTexts } from './texts.ts';
import { plainText } from './values.ts';
import { bodyValue, encodingOf, fieldsOf, fileName, isFile, type Scene, schemaOf } from './valid.ts';

/** The possible defects of a form, in each encoding that the contract has for it. */
export function forms(scene: Scene, refusal: Refusal): Case[] {
  return scene.operation.bodies.flatMap((media) => [
    ...fields(scene, refusal, media),
    refusal(`/body (${encodingOf(media)})`, 'missing', withBody(scene, fc.constant(undefined))),
    ...(encodingOf(media) === 'multipart' ? boundaries(scene, refusal, media) : []),
  ]);
}

function allFields(scene: Scene, media: MediaType): fc.Arbitrary<Field[]> {
  const made = fc.tuple(bodyValue(scene, media), fileName);
  return made.map(([value, file]) => fieldsOf(scene.operation, media, value, file));
}

function fields(scene: Scene, refusal: Refusal, media: MediaType): Case[] {
  const { operation } = scene;
  const schema = schemaOf(operation, media);
  const as = encodingOf(media) === 'multipart' ? 'multipart' : 'urlencoded';
  const all = allFields(scene, media);
  return propertiesOf(schema).flatMap(([name, each]) => {
    const changed = (kind: string, made: fc.Arbitrary<Field[]>): Case =>
      refusal(
        `/body/${name} (${as})`,
        kind,
        withBody(
          scene,
          made.map((own): Body => ({ as, fields: own })),
        ),
      );
    const others = all.map((made) => made.filter((field) => field.name !== name));
    const instead = (text: fc.Arbitrary<string>): fc.Arbitrary<Field[]> =>
      fc.tuple(others, text).map(([rest, value]) => [...rest, { name, value }]);
    const twice = all
      .filter((made) => made.some((field) => field.name === name))
      .map((made) => [...made, made.find((field) => field.name === name)!]);
    const found = [changed('sent twice', twice)];
    if (requiredOf(schema).includes(name)) found.push(changed('missing', others));
    if (isFile(each)) return [...found, changed('a text for a file', instead(plainText))];
    const wrong = wrongTexts(documentOf(operation.api), each);
    found.push(...wrong.map(({ kind, text }) => changed(kind, instead(text))));
    const marked = others.map((rest): Body => ({ as, fields: [...rest, { name, value: mark }] }));
    found.push(refusal(`/body/${name} (${as})`, 'wrong encoding', withBody(scene, marked.map(undecodable))));
    if (as === 'multipart') {
      const file = fc.tuple(others, plainText).map(([rest, value]) => [...rest, { name, value, file: 'a.txt' }]);
      found.push(changed('a file for a text', file));
    }
    return found;
  });
}

const mark = 'the-value';

/** The same form with bytes that are no UTF-8 in the place of a value, as themselves or percent-encoded. */
function undecodable(body: Body): Body {
  const { bytes, type } = encodeBody(body);
  const instead = body.as === 'multipart' ? 'a\u00ff' : 'a%ff';
  const text = Buffer.from(bytes).toString('latin1').replace(mark, instead);
  return { as: 'bytes', bytes: Buffer.from(text, 'latin1'), ...(type !== undefined && { type }) };
}

/** A form whose parts cannot be told from one another. */
function boundaries(scene: Scene, refusal: Refusal, media: MediaType): Case[] {
  const body = allFields(scene, media).map((made): Body => ({ as: 'multipart', fields: made }));
  const typed = (type: string): fc.Arbitrary<Parts> =>
    withBody(scene, body).map((made) => ({ ...made, headers: { ...made.headers, 'content-type': type } }));
  return [
    refusal('/body', 'another boundary', typed('multipart/form-data; boundary=another')),
    refusal('/body', 'no boundary', typed('multipart/form-data')),
  ];
}
