import type { Timeouts } from '../server/limits.ts';
import type { RunningMockplane, StartOptions } from './running-mockplane.ts';
import { startWithParts } from './start-with-parts.ts';

/**
 * Starts a Mockplane on a port.
 *
 * @param timeouts client timeouts, in milliseconds; tests shorten them
 * @throws OptionError for an unknown or invalid option, DataDirectoryError for a directory that cannot be used, or
 *   Node's listen error, such as `EADDRINUSE` for a taken port
 */
export async function startMockplane(options: StartOptions = {}, timeouts?: Timeouts): Promise<RunningMockplane> {
  return (await startWithParts(options, { timeouts })).mockplane;
}
