import * as fc from 'fast-check';
import { isObject, type Json } from '../../helpers/documents.ts';

type Path = readonly (string | number)[];

/** Every place in a value, the whole first. */
function placesOf(value: Json, at: Path = []): Path[] {
  const entries = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : [];
  const members = isObject(value) ? Object.entries(value) : entries;
  return [at, ...members.flatMap(([key, each]) => placesOf(each, [...at, key]))];
}

const others: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 1.5, 2 ** 53, '', 'x', [], {}),
  fc.jsonValue({ maxDepth: 1 }).map((made) => made as Json),
);

/** One defect: the value with one place left out or with something else in it. */
export function spoilt(value: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return fc.tuple(value, fc.nat(), fc.boolean(), others).map(([whole, at, isLeftOut, other]) => {
    const places = placesOf(whole);
    return put(whole, places[at % places.length]!, isLeftOut ? undefined : other);
  });
}

function put(value: Json, [step, ...rest]: Path, instead: Json | undefined): Json {
  if (step === undefined) return instead ?? null;
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      if (index !== step) return [item];
      return rest.length === 0 && instead === undefined ? [] : [put(item, rest, instead)];
    });
  }
  const { [step]: before = null, ...others_ } = value as Record<string, Json>;
  return rest.length === 0 && instead === undefined ? others_ : { ...others_, [step]: put(before, rest, instead) };
}
