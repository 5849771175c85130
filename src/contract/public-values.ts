import type { Contract } from './contract.ts';
import { type ParameterObject, type Reference, resolveRef } from './document.ts';
import { lazy } from './lazy.ts';
import { schemaParts } from './schema-types.ts';

/** The values of parameters that a contract lists, by name in lower case: `authorization` → `read-only`, `full-access`. */
export type PublicValues = Pick<ReadonlyMap<string, ReadonlySet<string>>, 'get'>;

/**
 * Collects the listed values of all parameters when one is first asked for. A parameter may share its name with a
 * credential, but a listed value is no secret.
 */
export function publicValues(contracts: readonly Contract[]): PublicValues {
  const found = lazy(() => collect(contracts));
  return { get: (name) => found().get(name) };
}

function collect(contracts: readonly Contract[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { document } of contracts) {
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
  }
  return found;
}
