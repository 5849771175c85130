import { tokenize, tokenName } from './grammar.ts';
import type { Arguments, SqlError, SqlValue } from '../engine.ts';
import { argumentsError } from './errors.ts';

/** The parameters of a statement in the order of their numbers: the name with its prefix, undefined for `?`. */
export type Parameters = readonly (string | undefined)[];

/** Arguments as `node:sqlite` takes them: an object for parameters with a name, then the others by their numbers. */
export type BoundArguments =
  | { readonly values: readonly BoundValue[]; readonly error?: undefined }
  | { readonly values?: undefined; readonly error: SqlError };

export type BoundValue = SqlValue | Record<string, SqlValue>;

const none: BoundArguments = { values: [] };

/** The parameters of a statement, numbered as SQLite does. A number that no parameter has counts as a `?`. */
export function parametersOf(sql: string): Parameters {
  const parameters: (string | undefined)[] = [];
  for (const token of tokenize(sql)) {
    if (tokenName(token.type) !== 'VARIABLE') continue;
    const { text } = token;
    if (text === '?') parameters.push(undefined);
    else if (text.startsWith('?')) parameters[Number(text.slice(1)) - 1] ??= text;
    else if (!parameters.includes(text)) parameters.push(text);
  }
  // Fills the gaps of an array that was written by number.
  return Array.from(parameters);
}

/**
 * Finds the value of each parameter.
 *
 * `?` and `?3` take positional arguments, `:a` a named one that has its prefix or lacks it. Too many arguments are refused,
 * too few as well, except where the statement is only explained.
 * https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/query.rs
 */
export function bindArguments(
  parameters: Parameters,
  { positional = [], named = [] }: Arguments,
  isExplain: boolean,
): BoundArguments {
  // A later argument of a name takes the place of an earlier one.
  const byName = named.length > 0 ? new Map(named.map(({ name, value }) => [name, value])) : undefined;
  const given = byName ? byName.size : positional.length;
  if (given > parameters.length) {
    return { error: argumentsError(`too many parameters, expected ${parameters.length} found ${given}`) };
  }
  if (parameters.length === 0) return none;
  const values: BoundValue[] = [];
  let byKey: Record<string, SqlValue> | undefined;
  for (const [index, name] of parameters.entries()) {
    const value = valueOf(name, index, positional, byName);
    if (value === undefined) {
      if (isExplain) break;
      return { error: argumentsError(`value for parameter ${name ?? index + 1} not found`) };
    }
    if (name === undefined || name.startsWith('?')) values.push(value);
    else (byKey ??= {})[name] = value;
  }
  return { values: byKey ? [byKey, ...values] : values };
}

function valueOf(
  name: string | undefined,
  index: number,
  positional: readonly SqlValue[],
  named: ReadonlyMap<string, SqlValue> | undefined,
): SqlValue | undefined {
  if (name === undefined) return positional[index];
  if (name.startsWith('?')) return positional[Number(name.slice(1)) - 1];
  if (!named) return undefined;
  return named.has(name) ? named.get(name) : named.get(name.slice(1));
}
