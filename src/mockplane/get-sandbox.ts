import { createAdminClient } from '../client/admin.ts';
import { Problem } from '../contract/problem.ts';
import type { ExchangeListener } from '../pipeline/pipeline.ts';
import { parseMilliseconds } from '../sandbox/clock/duration.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { isSandboxName, sandboxToken } from '../sandbox/tokens.ts';
import { createFetch } from '../server/fetch.ts';
import type { MockplaneParts } from './assemble.ts';
import { checkSandboxOptions } from './check-options.ts';
import type { GetSandbox, MockplaneClock, MockplaneSandbox, MockplaneSandboxOptions } from './mockplane-sandbox.ts';
import { OptionError } from './options.ts';
import { parseSettings } from './parse-options.ts';

interface GetSandboxOptions {
  /** The address of the server; undefined without a port. */
  readonly url?: string | undefined;
  /** Throws for an exchange that the caller must not pass over in silence. */
  readonly check?: ExchangeListener | undefined;
}

/**
 * Creates the function that opens a Mockplane's sandboxes in process.
 */
export function createGetSandbox(parts: MockplaneParts, extras: GetSandboxOptions = {}): GetSandbox {
  return (name, options) => {
    if (!isSandboxName(name)) {
      throw new OptionError(`the name of a sandbox is 1 to 63 lower-case letters, digits and hyphens, not "${name}"`);
    }
    ensure(parts, name, options);
    return toMockplaneSandbox(parts, name, extras);
  };
}

/** Creates the sandbox unless it exists. @throws OptionError */
function ensure(parts: MockplaneParts, name: string, options: MockplaneSandboxOptions | undefined): void {
  const { sandboxes, settings, readSnapshot, isStateless } = parts;
  if (options === undefined && sandboxes.find(name)) return;
  if (options !== undefined) checkSandboxOptions(options, isStateless);
  const own = parseSettings(options ?? {}, readSnapshot, settings);
  try {
    sandboxes.create(name, own);
  } catch (error) {
    throw error instanceof Problem ? new OptionError(error.message) : error;
  }
}

function toMockplaneSandbox(parts: MockplaneParts, name: string, { url, check }: GetSandboxOptions): MockplaneSandbox {
  const { sandboxes, token, policy, pipelineTo } = parts;
  /** The sandbox may have been dropped or deleted meanwhile. */
  const open = (): Sandbox => {
    const sandbox = sandboxes.find(name);
    if (!sandbox) throw new Error(`There is no sandbox ${name} any more.`);
    return sandbox;
  };
  const fetch = createFetch(pipelineTo(name), policy, check);
  const close = (): void => void sandboxes.remove(name);
  return {
    name,
    token: sandboxToken(token, name),
    fetch,
    clock: clockOf(open),
    // The base URLs of a sandbox take the host from the request.
    admin: createAdminClient({ fetch, ...(url !== undefined && { headers: { host: new URL(url).host } }) }),
    reset: () => open().reset(),
    exchanges: () => open().journal.entries(),
    close,
    [Symbol.dispose]: close,
  };
}

/** The clock of a sandbox. @param open called for each access */
export function clockOf(open: () => Sandbox): MockplaneClock {
  return {
    now: () => new Date(open().clock.now()),
    advance(by) {
      const milliseconds = typeof by === 'number' ? by : parseMilliseconds(by);
      if (milliseconds === undefined) throw new RangeError(`not a duration: ${by}; write it as 90s, 1h30m or 2d`);
      const { clock, transaction } = open();
      transaction(() => clock.advance(milliseconds));
    },
    stop() {
      const { clock, transaction } = open();
      transaction(() => clock.stop());
    },
    run() {
      const { clock, transaction } = open();
      transaction(() => clock.run());
    },
  };
}
