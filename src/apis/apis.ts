import { adminApi } from './admin/api.ts';
import type { Api } from '../contract/api.ts';
import { hranaApi } from './hrana/api.ts';
import { lambdaApi } from './lambda/api.ts';
import { turso2023 } from './turso/2023/api.ts';

/** Every served API and edition, in the order in which pages and reports show them. */
export const apis: readonly Api[] = [turso2023, lambdaApi, hranaApi, adminApi];

/** The edition at the root unless another is chosen. */
export const defaultEdition = '2023';

/** The name of an API in links to its document and pages: an edition at the root goes without its year. */
export function publicName({ name, document, edition }: Api, rootEdition = defaultEdition): string {
  return edition === rootEdition ? name : document;
}
