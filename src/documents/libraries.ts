// oxlint-disable-next-line typescript/triple-slash-reference -- programs outside of this folder check this file, too
/// <reference path="./js-yaml.d.ts" />
import { upgrade } from '@scalar/openapi-upgrader';
import yaml from 'js-yaml';
import ret from 'ret';

/*
 * The libraries that read documents. The build bundles this file, so the package depends on none of them. It imports
 * nothing else of Mockplane: `load-libraries.ts` loads it by a `require` on first use.
 */

/** Merges `<<`, which documents by people use. Times stay texts, as in JSON. */
const merge = new yaml.Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });
const schema = new yaml.Schema({ include: [yaml.CORE_SCHEMA], implicit: [merge], explicit: [] });

/** Parses YAML; JSON is YAML, too. @param listener called when a node begins and ends @throws YAMLException */
export function parseYaml(text: string, listener?: YamlListener): unknown {
  return yaml.safeLoad(text, { schema, ...(listener && { listener }) });
}

/** Writes a value as YAML, without anchors. Members without a value are left out, as in JSON. */
export function writeYaml(value: object): string {
  return yaml.safeDump(value, { noRefs: true, skipInvalid: true, lineWidth: -1 });
}

/** Receives the state of the parser. `line` counts from 0, and `kind` is null for a node without content. */
export type YamlListener = (
  event: 'open' | 'close',
  state: {
    readonly line: number;
    readonly position: number;
    readonly kind: 'scalar' | 'mapping' | 'sequence' | null;
    readonly result: unknown;
  },
) => void;

/** Parses a regular expression into tokens. @throws SyntaxError */
export const parsePattern = ret as unknown as ParsePattern;

/** The parser, with the numbers of the types of tokens. */
interface ParsePattern {
  (pattern: string): unknown;
  readonly types: Readonly<Record<TokenType, number>>;
}

type TokenType = 'ROOT' | 'GROUP' | 'SET' | 'REPETITION' | 'REFERENCE' | 'CHAR' | 'RANGE';

export { upgrade };
