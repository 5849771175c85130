import { apis, publicName } from '../apis/apis.ts';
import { implementations } from '../apis/implementations.ts';
import type { ApiDocument } from './documents.ts';
import type { Operation } from './inspector/model/operations.ts';

/** Lists the operations of the mocked APIs for the inspector: the content of `operations.json`. */
export function operationIndex(documents: readonly ApiDocument[]): Operation[] {
  const mocked = apis.filter(({ isAdmin }) => !isAdmin);
  return mocked.flatMap((api) => {
    const { transitions = {} } = implementations.find((each) => each.api === api) ?? {};
    const name = publicName(api);
    const starters = new Set(Object.values(transitions).flatMap(({ startedBy }) => startedBy ?? []));
    const operations = documents.find((document) => document.name === name)?.operations ?? [];
    return operations.map(({ id, tag, statuses }) => ({
      api: name,
      id,
      tag,
      statuses,
      startsTransition: starters.has(id),
    }));
  });
}
