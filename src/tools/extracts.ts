import { emptyBaseline, storyBaseline } from '../apis/baseline.ts';
import { apis, editions } from '../apis/apis.ts';
import { implementations } from '../apis/implementations.ts';
import { locationsOf } from '../apis/turso/2023/locations.ts';
import { turso2023 } from '../apis/turso/2023/api.ts';
import { type Contract, loadContract } from '../contract/contract.ts';
import { exampleKey } from '../contract/examples.ts';
import type { Extract } from '../contract/extract.ts';
import { createSandbox } from '../sandbox/sandbox.ts';

/** Makes the extract of each document: the examples that new sandboxes of all editions read, and the listed values. */
export function createExtracts(): Map<string, Extract> {
  const extracts = new Map<string, { examples: Record<string, unknown>; listedValues: Extract['listedValues'] }>();
  const recorded = apis.map((api): Contract => {
    const contract = loadContract(api);
    const extract = { examples: {} as Record<string, unknown>, listedValues: contract.listedValues };
    extracts.set(api.document, extract);
    return {
      ...contract,
      example(...place) {
        return (extract.examples[exampleKey(...place)] = contract.example(...place));
      },
    };
  });
  const locations = locationsOf(recorded.find(({ api }) => api === turso2023)!);
  for (const edition of editions) {
    for (const baselineOf of [storyBaseline, emptyBaseline]) {
      const baseline = baselineOf(recorded, edition);
      createSandbox({ edition, contracts: recorded, implementations, locations, baseline }).close();
    }
  }
  return extracts;
}
