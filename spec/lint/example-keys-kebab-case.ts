import type { VisitorContext } from './redocly.ts';

/** Requires kebab-case names of examples. People type `Prefer: example=NAME`, so names are short and lower case. */
export function exampleKeysKebabCase() {
  return {
    ExamplesMap(examples: Record<string, unknown>, { report, location }: VisitorContext) {
      for (const name of Object.keys(examples)) {
        if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
          report({ message: `Example name \`${name}\` is not kebab-case.`, location: location.child(name) });
        }
      }
    },
  };
}
