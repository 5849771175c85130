import { createHash, timingSafeEqual } from 'node:crypto';
import { apis } from './contract/apis.ts';
import type { Credential } from './contract/authenticate.ts';
import type { Principal } from './contract/call.ts';
import { loadContract } from './contract/contract.ts';
import { createPrismAnswerer } from './prism/answerer.ts';
import type { Exchange } from './server/exchange.ts';
import { createFetch } from './server/fetch.ts';
import { createJournal } from './server/journal.ts';
import { createPipeline, type Pipeline } from './server/pipeline.ts';

/** The token that is accepted unless another is chosen. */
export const defaultToken = 'mockplane-token';

export interface MockplaneOptions {
  /** The token that both APIs accept; `mockplane-token` unless given. */
  readonly token?: string | undefined;
  /** Called after each request, with what was asked and how it was answered. */
  readonly onExchange?: ((exchange: Exchange) => void) | undefined;
}

/** A Mockplane without a port. */
export interface Mockplane {
  /** Answers requests in process; give it to a client: `createTursoClient({ fetch: mockplane.fetch })`. */
  readonly fetch: typeof fetch;
  /** The token to send. */
  readonly token: string;
  /** The last thousand exchanges, oldest first. */
  exchanges(): Exchange[];
}

/**
 * Makes a Mockplane that lives in this process and shares nothing with others.
 *
 * @example
 * const mockplane = createMockplane();
 * const turso = createTursoClient({ fetch: mockplane.fetch });
 */
export function createMockplane(options: MockplaneOptions = {}): Mockplane {
  const { pipeline, token, exchanges } = assemble(options);
  return { fetch: createFetch(pipeline), token, exchanges };
}

/** The parts of a Mockplane, put together. */
export function assemble({ token = defaultToken, onExchange }: MockplaneOptions): {
  pipeline: Pipeline;
  token: string;
  exchanges: () => Exchange[];
} {
  const contracts = apis.map(loadContract);
  const journal = createJournal();
  if (onExchange) journal.subscribe(onExchange);
  const pipeline = createPipeline({
    contracts,
    authenticate: acceptOnly(token),
    answerer: createPrismAnswerer(contracts),
    journal,
  });
  return { pipeline, token, exchanges: () => journal.entries() };
}

/** Accepts one token. Digests of one length are compared, so that the time taken tells nothing of it. */
function acceptOnly(token: string): (credential: Credential) => Principal | undefined {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return (credential) =>
    timingSafeEqual(digest(credential.token), expected) ? { token: credential.token } : undefined;
}
