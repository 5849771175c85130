import { type Document, type ParameterObject, type Reference, resolveRef } from './document.ts';
import { lazy } from './lazy.ts';
import { schemaParts } from './schema-types.ts';

/** The values of parameters that documents list, by name in lower case: `authorization` → `read-only`, `full-access`. */
export type PublicValues = Pick<ReadonlyMap<string, ReadonlySet<string>>, 'get'>;

/** The values of parameters that one document lists, by name in lower case. */
export type ListedValues = Readonly<Record<string, readonly string[]>>;

/**
 * Collects the listed values of contracts when one is first asked for. A parameter may share its name with a credential,
 * but a listed value is no secret.
 */
export function publicValues(contracts: readonly { readonly listedValues: ListedValues }[]): PublicValues {
  const found = lazy(() => {
    const sets = new Map<string, Set<string>>();
    for (const [name, values] of contracts.flatMap(({ listedValues }) => Object.entries(listedValues))) {
      sets.set(name, new Set([...(sets.get(name) ?? []), ...values]));
    }
    return sets;
  });
  return { get: (name) => found().get(name) };
}

/** Lists the values of all parameters of a document. */
export function listValues(document: Document): ListedValues {
  const found = new Map<string, Set<string>>();
  for (const item of Object.values(document.paths)) {
    const operations = Object.values(item) as ({ parameters?: (ParameterObject | Reference)[] } | undefined)[];
    const nodes = [...(item.parameters ?? []), ...operations.flatMap((operation) => operation?.parameters ?? [])];
    for (const node of nodes) {
      const { name, schema = {} } = resolveRef(document, node);
      const values = schemaParts(document, schema, []).flatMap((part) => part.enum ?? []);
      if (values.length === 0) continue;
      const key = name.toLowerCase();
      const known = found.get(key) ?? new Set();
      found.set(key, known);
      for (const value of values) known.add(String(value));
    }
  }
  return Object.fromEntries([...found].map(([name, values]) => [name, [...values]]));
}
