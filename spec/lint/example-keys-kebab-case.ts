import type { VisitorContext } from './redocly.ts';

/** `Prefer: example=NAME` is typed by hand: names are short, lower case, with hyphens. */
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
