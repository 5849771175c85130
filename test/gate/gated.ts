import { operations as allOperations } from '../helpers/operations.ts';

/** The documents that the gate sets a scene for. */
const gated = new Set(['turso', 'lambda', 'admin']);

/** The operations that the gate tries. */
export const operations = allOperations.filter(({ api }) => gated.has(api));
