import type { Contract } from '../contract/contract.ts';
import type { Baseline } from '../sandbox/baseline.ts';
import type { StoryContext } from '../sandbox/implementation.ts';
import { storyParts } from './implementations.ts';

/**
 * The baseline with the state of the contracts' examples. Each line of the docs then works on a fresh server, and the
 * docs cannot drift from it.
 *
 * @param contracts all served contracts
 * @param edition the edition whose examples are loaded, for APIs with several
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

/** The baseline with only the users and organizations of the examples, which no operation creates. */
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
    return [{ baseline, example: contract.example }];
  });
}

interface KeyRow {
  readonly id: string;
  readonly signingKey: string;
}

/**
 * Reads the databases' signing keys from the snapshot in the admin contract's examples, so that its example tokens
 * verify.
 */
function signingKeys(contracts: readonly Contract[]): ReadonlyMap<string, Uint8Array> {
  const admin = contracts.find(({ api }) => api.isAdmin);
  if (!admin) return new Map();
  const { databases } = admin.example('getSnapshot', 200, 'small') as { databases: readonly KeyRow[] };
  return new Map(databases.map(({ id, signingKey }) => [id, Buffer.from(signingKey, 'base64url')]));
}
