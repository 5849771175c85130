import { apis } from '../../src/apis/apis.ts';
import type { Answerer } from '../../src/contract/call.ts';
import { loadContract } from '../../src/contract/contract.ts';
import { createPipeline } from '../../src/pipeline/pipeline.ts';
import { createTransportPolicy } from '../../src/pipeline/transport-policy.ts';
import { createJournal, type Journal } from '../../src/sandbox/journal/journal.ts';
import { createFetch } from '../../src/server/fetch.ts';

const contracts = apis.map((api) => loadContract(api));

/** A `fetch` whose requests are all from `octocat`, go to one sandbox, and are answered by `answerer`. */
export function fetchAnsweredBy(answerer: Answerer, journal: Journal = createJournal()): typeof globalThis.fetch {
  const destination = {
    sandbox: 'default',
    edition: '2023',
    contracts,
    authenticate: () => ({ username: 'octocat' }),
    authorize: undefined,
    answerer,
    journal,
    hold: () => () => {},
  };
  return createFetch(
    createPipeline({ locate: () => ({ destination }), log: 'the exchange that exchanges() and onExchange give' }),
    createTransportPolicy(apis),
  );
}
