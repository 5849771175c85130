import type { Extra } from './compare.ts';

/** Leaves out the fields of objects and lists that are themselves among the extras. */
export function topmost(extras: readonly Extra[]): Extra[] {
  return extras.filter(
    (extra) =>
      !extras.some(
        (other) => other.operation === extra.operation && other.part === extra.part && isInside(extra.name, other.name),
      ),
  );
}

function isInside(name: string, container: string): boolean {
  return name.startsWith(container) && /^[.[{]/.test(name.slice(container.length));
}

/** The last name in the path of a field, or the name of a parameter: `Name` in `databases[].Name`. */
export function lastPart(name: string): string {
  return name
    .split(/[ .]/)
    .at(-1)!
    .replaceAll(/\[\]|\{\}/g, '');
}
