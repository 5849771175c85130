import { adminApi } from './admin/api.ts';
import type { Api } from '../contract/api.ts';
import { hranaApi } from './hrana/api.ts';
import { lambdaApi } from './lambda/api.ts';
import { turso2023 } from './turso/2023/api.ts';
import { turso2026 } from './turso/2026/api.ts';

/** Every served API and edition, in the order in which pages and reports show them. */
export const apis: readonly Api[] = [turso2023, turso2026, lambdaApi, hranaApi, adminApi];

/** The edition at the root unless another is chosen. */
export const defaultEdition = '2023';

/** Every edition that can be chosen, oldest first. */
export const editions: readonly string[] = [
  ...new Set(apis.flatMap(({ edition }) => (edition === undefined ? [] : [edition]))),
].toSorted();

/** The name under which an API's document and its pages are found: an edition at the root goes without its year. */
export function publicName({ name, document, edition }: Api, rootEdition = defaultEdition): string {
  return edition === rootEdition ? name : document;
}
