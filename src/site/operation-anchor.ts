/**
 * The fragment under which the reference shows an operation. assets/reference.js, a plain script that imports nothing
 * from here, tells the reference to build its slugs the same way: a change here needs the same change there.
 */
export function operationAnchor(
  { name }: { readonly name: string },
  { tag, id }: { readonly tag: string; readonly id: string },
): string {
  return `#${name}/tag/${tag.toLowerCase().replace(/[^a-z0-9]+/g, '-')}/${id}`;
}
