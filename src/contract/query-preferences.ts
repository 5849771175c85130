import { queryValue } from './credentials.ts';
import type { Operation } from './operation.ts';
import { parsePreferences, type Preferences } from './preferences.ts';

/** The query parameters that Prism reads like the preferences of RFC 7240, by preference. */
const parameters = { code: '__code', example: '__example', dynamic: '__dynamic' } as const;

/**
 * The preferences of a request: those of the header, and for what it leaves open those of the query (`__code=404`),
 * unless the operation has a parameter of that name.
 *
 * @param search the query as sent, without its question mark
 * @throws Problem 400 as `parsePreferences`
 */
export function preferencesOf(operation: Operation, header: string | undefined, search: string): Preferences {
  const own = parsePreferences(header);
  if (!search.includes('__')) return own;
  const texts = Object.entries(parameters).flatMap(([preference, name]) => {
    const isDocumented = operation.parameters.some((each) => each.in === 'query' && each.name === name);
    const value = isDocumented ? undefined : queryValue(search, name);
    return value === undefined ? [] : [`${preference}="${value.replaceAll(/["\\]/g, String.raw`\$&`)}"`];
  });
  return texts.length === 0 ? own : { ...parsePreferences(texts.join(', ')), ...own };
}

/** Whether a query parameter is a preference. */
export function isQueryPreference(name: string): boolean {
  return Object.values<string>(parameters).includes(name);
}
