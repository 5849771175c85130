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

/** Receives the position of the parser: `line` counts from 0. */
export type YamlListener = (
  event: 'open' | 'close',
  state: { readonly line: number; readonly result: unknown },
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
