import type { Contract } from '../contract/contract.ts';
import { exampleReader } from '../contract/examples.ts';
import type { Baseline } from '../sandbox/baseline.ts';
import type { StoryContext } from '../sandbox/implementation.ts';
import { storyParts } from './implementations.ts';

/**
 * The state that the contracts' examples tell of, so that each line of the docs works on a fresh server and the docs
 * never drift from it.
 *
 * @param contracts all that are served
 * @param edition of the APIs that have several, the one whose story is told
 */
export function storyBaseline(contracts: readonly Contract[], edition: string): Baseline {
  const parts = partsOf(contracts, edition);
  const keys = signingKeys(contracts);
  return (context) => {
    const story: StoryContext = {
      ...context,
      signingKey: (databaseId) => keys.get(databaseId) ?? context.generator.bytes(32),
    };
    for (const { baseline, example } of parts) baseline.people?.(story, example);
    for (const { baseline, example } of parts) baseline.resources?.(story, example);
  };
}

/** The users and organizations of the examples, which no operation creates, and nothing else. */
export function emptyBaseline(contracts: readonly Contract[], edition: string): Baseline {
  const parts = partsOf(contracts, edition);
  return (context) => {
    const story: StoryContext = { ...context, signingKey: () => context.generator.bytes(32) };
    for (const { baseline, example } of parts) baseline.people?.(story, example);
  };
}

function partsOf(contracts: readonly Contract[], edition: string) {
  return storyParts.flatMap(({ api, baseline }) => {
    const contract = contracts.find((each) => each.api.document === api.document);
    if (!baseline || !contract || (api.edition !== undefined && api.edition !== edition)) return [];
    return [{ baseline, example: exampleReader(contract) }];
  });
}

interface KeyRow {
  readonly id: string;
  readonly signingKey: string;
}

/** Those of the databases in the admin contract's snapshot, so that the tokens of its examples verify. */
function signingKeys(contracts: readonly Contract[]): ReadonlyMap<string, Uint8Array> {
  const admin = contracts.find(({ api }) => api.isAdmin);
  if (!admin) return new Map();
  const { databases } = exampleReader(admin)('getSnapshot', 200, 'small') as { databases: readonly KeyRow[] };
  return new Map(databases.map(({ id, signingKey }) => [id, Buffer.from(signingKey, 'base64url')]));
}
