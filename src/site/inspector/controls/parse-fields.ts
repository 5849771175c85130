import { isRecord } from '../model/is-record.ts';

/** Parses the JSON of a field. @throws Error that names the field */
export function parseJson(field: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Error(`${field} must be JSON: ${(error as Error).message}`, { cause: error });
  }
}

/** Parses the JSON object of a field. @throws Error that names the field */
export function parseJsonObject(field: string, text: string): Record<string, unknown> {
  const value = parseJson(field, text);
  if (!isRecord(value)) throw new Error(`${field} must be a JSON object, such as {"location": "ord"}.`);
  return value;
}

/** Parses lines of a name and a value, such as `db_name=shop`. @throws Error that names the field */
export function parsePairs(field: string, text: string, separator: '=' | ':'): Record<string, string> {
  const pairs: Record<string, string> = {};
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') continue;
    const at = line.indexOf(separator);
    const name = line.slice(0, at).trim();
    if (at < 0 || name === '') throw new Error(`${field} must be lines such as ${examples[separator]}, not ${line}`);
    pairs[name] = line.slice(at + 1).trim();
  }
  return pairs;
}

const examples = { '=': 'db_name=shop', ':': 'Retry-After: 30' };
