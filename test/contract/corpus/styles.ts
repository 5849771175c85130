import type { JsonValue } from '../../../src/contract/http-message.ts';
import { echo, type Paths } from './api.ts';

export type Place = 'path' | 'query' | 'header' | 'cookie';
export type Kind = 'text' | 'list' | 'object';

const integer = { type: 'integer' };

export const kindSchemas: Readonly<Record<Kind, object>> = {
  text: { type: 'string' },
  list: { type: 'array', items: { type: 'string' } },
  object: { type: 'object', properties: { R: integer, G: integer, B: integer }, additionalProperties: false },
};

const styles: Readonly<Record<Place, readonly string[]>> = {
  path: ['simple', 'label', 'matrix'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  header: ['simple'],
  cookie: ['form'],
};

/** The path of the operation that has one parameter, `color`, of a place, style and kind. */
export function stylePath(place: Place, style: string, explode: boolean, kind: Kind): string {
  return `/${place}/${style}/${explode}/${kind}${place === 'path' ? '/{color}' : ''}`;
}

/** An operation for each place, style and kind. */
export const stylePaths: Paths = Object.fromEntries(
  (Object.keys(styles) as Place[]).flatMap((place) =>
    styles[place].flatMap((style) =>
      [true, false].flatMap((explode) =>
        (Object.keys(kindSchemas) as Kind[]).map((kind) => {
          const parameter = { name: 'color', in: place, style, explode, schema: kindSchemas[kind] };
          const required = place === 'path' ? { required: true } : {};
          const path = stylePath(place, style, explode, kind);
          return [path, { get: echo(`GET ${path}`, { parameters: [{ ...parameter, ...required }] }) }];
        }),
      ),
    ),
  ),
);

const text = 'blue';
const list = ['blue', 'black', 'brown'];
const object = { R: 100, G: 200, B: 150 };
export const values: Readonly<Record<Kind, JsonValue>> = { text, list, object };

/** The spellings of the table in OpenAPI 3.1.1, section 4.8.12.5, which follow RFC 6570. */
export const spellings: readonly (readonly [Place, style: string, explode: boolean, Kind, spelling: string])[] = [
  ['path', 'simple', false, 'text', 'blue'],
  ['path', 'simple', false, 'list', 'blue,black,brown'],
  ['path', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['path', 'simple', true, 'text', 'blue'],
  ['path', 'simple', true, 'list', 'blue,black,brown'],
  ['path', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['path', 'label', false, 'text', '.blue'],
  ['path', 'label', false, 'list', '.blue,black,brown'],
  ['path', 'label', false, 'object', '.R,100,G,200,B,150'],
  ['path', 'label', true, 'text', '.blue'],
  ['path', 'label', true, 'list', '.blue.black.brown'],
  ['path', 'label', true, 'object', '.R=100.G=200.B=150'],
  ['path', 'matrix', false, 'text', ';color=blue'],
  ['path', 'matrix', false, 'list', ';color=blue,black,brown'],
  ['path', 'matrix', false, 'object', ';color=R,100,G,200,B,150'],
  ['path', 'matrix', true, 'text', ';color=blue'],
  ['path', 'matrix', true, 'list', ';color=blue;color=black;color=brown'],
  ['path', 'matrix', true, 'object', ';R=100;G=200;B=150'],
  ['query', 'form', false, 'text', 'color=blue'],
  ['query', 'form', false, 'list', 'color=blue,black,brown'],
  ['query', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['query', 'form', true, 'text', 'color=blue'],
  ['query', 'form', true, 'list', 'color=blue&color=black&color=brown'],
  ['query', 'form', true, 'object', 'R=100&G=200&B=150'],
  ['query', 'spaceDelimited', false, 'list', 'color=blue%20black%20brown'],
  ['query', 'spaceDelimited', false, 'object', 'color=R%20100%20G%20200%20B%20150'],
  ['query', 'spaceDelimited', true, 'list', 'color=blue&color=black&color=brown'],
  ['query', 'pipeDelimited', false, 'list', 'color=blue|black|brown'],
  ['query', 'pipeDelimited', false, 'object', 'color=R|100|G|200|B|150'],
  ['query', 'pipeDelimited', true, 'list', 'color=blue&color=black&color=brown'],
  ['query', 'deepObject', true, 'object', 'color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  ['header', 'simple', false, 'text', 'blue'],
  ['header', 'simple', false, 'list', 'blue,black,brown'],
  ['header', 'simple', false, 'object', 'R,100,G,200,B,150'],
  ['header', 'simple', true, 'object', 'R=100,G=200,B=150'],
  ['cookie', 'form', false, 'text', 'color=blue'],
  ['cookie', 'form', false, 'list', 'color=blue,black,brown'],
  ['cookie', 'form', false, 'object', 'color=R,100,G,200,B,150'],
  ['cookie', 'form', true, 'list', 'color=blue; color=black; color=brown'],
  ['cookie', 'form', true, 'object', 'R=100; G=200; B=150'],
];
