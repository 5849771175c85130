import * as fc from 'fast-check';
import { documentOf } from '../helpers/documents.ts';
import { ask } from './ask.ts';
import { type Case, caseOf } from './case.ts';
import { refused, unread } from './judge.ts';
import type { Refusal } from './refusals.ts';
import type { Parts } from './request.ts';
import { wrongTexts } from './texts.ts';
import { queryText, type Scene, valid } from './valid.ts';
import { fitting } from './values.ts';

/** An impossible name is not found, or is refused as invalid. */
const noSuch = [400, 404];

/** The possible defects of a URL. Headers have no defects: both APIs accept any text there. */
export function parameters(scene: Scene, refusal: Refusal): Case[] {
  const { parameters: all } = scene.operation;
  const ofQuery = all.filter((each) => each.in === 'query').flatMap((each) => inQuery(scene, refusal, each));
  const names = all.filter((each) => each.in === 'path');
  const ofPath = names.flatMap((each) => inPath(scene, refusal, each));
  return names.length === 0
    ? ofQuery
    : [
        ...ofQuery,
        ...ofPath,
        undecodablePath(
          scene,
          names.map(({ name }) => name),
        ),
      ];
}

type Parameter = Scene['operation']['parameters'][number];

function inQuery(scene: Scene, refusal: Refusal, { name, schema }: Parameter): Case[] {
  const document = documentOf(scene.operation.api);
  const place = `/query/${name}`;
  const instead = (text: fc.Arbitrary<string>): fc.Arbitrary<Parts> =>
    fc.tuple(valid(scene), text).map(([made, value]) => ({
      ...made,
      query: [...made.query.filter(([other]) => other !== name), [name, value]],
    }));
  const value = queryText(scene, name) ?? fitting(document, schema).map(String);
  const twice = fc.tuple(instead(value), value).map(([made, again]): Parts => ({
    ...made,
    query: [...made.query, [name, again]],
  }));
  return [
    ...wrongTexts(document, schema)
      // The Lambda API takes what is no integer for no value at all.
      .filter(({ kind }) => kind !== 'wrong type' || scene.operation.api !== 'lambda')
      .map(({ kind, text }) =>
        // The name of a sandbox is a name like those of the path.
        refusal(place, kind, instead(text), name === 'sandbox' ? noSuch : undefined),
      ),
    refusal(place, 'sent twice', twice),
    undecodableQuery(scene, name),
  ];
}

function inPath(scene: Scene, refusal: Refusal, { name, schema }: Parameter): Case[] {
  const { operation } = scene;
  const document = documentOf(operation.api);
  const place = `/path/${name}`;
  const instead = (text: fc.Arbitrary<string>): fc.Arbitrary<Parts> =>
    fc.tuple(valid(scene), text).map(([made, value]) => ({ ...made, path: { ...made.path, [name]: value } }));
  const wrong = wrongTexts(document, schema)
    // Too short is empty; that, and what stands for a folder, makes another path of it.
    .filter(({ kind }) => kind !== 'too short')
    .map(({ kind, text }) =>
      refusal(place, kind, instead(text.filter((value) => !['', '.', '..'].includes(value))), noSuch),
    );
  // A name that is made, and a code that may well be one of those that there are.
  if (['createAPIToken', 'createAPITokenV2', 'saveJwks'].includes(operation.id) || name === 'location') return wrong;
  // Numbers so large, and names such, that nothing is called so by chance.
  const stranger = (fitting(document, schema) as fc.Arbitrary<string | number>)
    .map((value) => (typeof value === 'number' ? String(1_500_000_000 + (value % 500_000_000)) : value))
    .filter((value) => !/^0*\d{1,2}$|^(my|staging|octo)|^stream$/.test(value));
  return [...wrong, refusal(place, 'names nothing', instead(stranger), [404])];
}

/** Not what percent-encoding stands for: no hexadecimal digits, or bytes that are no UTF-8. */
const undecodable = ['%', '%4', '%zz', '%ff', '%c3', '%e0%80%80', '%ed%a0%80', '%u0041', '%f8%88%80%80%80'];

function undecodableQuery(scene: Scene, name: string): Case {
  const { operation } = scene;
  const sent = fc.tuple(valid(scene), fc.constantFrom(...undecodable));
  return caseOf(operation.id, `/query/${name}`, 'wrong encoding', sent, async (session, [made, bytes]) => {
    const query = made.query.filter(([other]) => other !== name);
    const reply = await ask(session, scene, { ...made, query }, (wire) => ({
      ...wire,
      target: `${wire.target}${query.length === 0 ? '?' : '&'}${name}=${bytes}`,
    }));
    return refused(operation, reply, [400]);
  });
}

function undecodablePath(scene: Scene, names: readonly string[]): Case {
  const { operation } = scene;
  const mark = 'the-place';
  const sent = fc.tuple(valid(scene), fc.constantFrom(...names), fc.constantFrom(...undecodable));
  return caseOf(operation.id, '/path', 'wrong encoding', sent, async (session, [made, name, bytes]) => {
    const marked = { ...made, path: { ...made.path, [name]: mark } };
    const reply = await ask(session, scene, marked, (wire) => ({ ...wire, target: wire.target.replace(mark, bytes) }));
    return unread(operation, reply, 400);
  });
}
