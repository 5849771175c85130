/**
 * A Markdown page with the part anew that a script writes, between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws Error for a page that has lost its marks
 */
export function withRegion(page: string, name: string, generated: string): string {
  const [opening, closing] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = page.indexOf(opening);
  const end = page.indexOf(closing);
  if (start === -1 || end < start) throw new Error(`The page has no ${opening} followed by ${closing}.`);
  return `${page.slice(0, start + opening.length)}\n\n${generated}\n\n${page.slice(end)}`;
}
