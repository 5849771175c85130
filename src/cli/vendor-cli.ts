import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A configuration of the vendor's CLI that lasts as long as one command. */
export interface VendorConfiguration {
  readonly folder: string;
  /** Removes it; to be called once the command has ended. */
  readonly remove: () => void;
}

export interface VendorSettings {
  /** Left out where the environment has it: the CLI warns on standard output when it finds two. */
  readonly token: string | undefined;
  readonly username: string;
  /** The code of the location that the CLI takes for the closest one, so that it does not ask another host for it. */
  readonly closestLocation: string;
}

/** The year 9999: nothing that is kept in the settings ends before the command does. */
const neverExpires = 253_402_300_799;

/**
 * Writes settings for the vendor's CLI into a folder of their own, so that no command reads or changes the user's real
 * ones, their token and their selected organization.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/settings/settings.go
 */
export function createVendorConfiguration({ token, username, closestLocation }: VendorSettings): VendorConfiguration {
  const folder = mkdtempSync(join(tmpdir(), 'mockplane-turso-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const settings = {
    ...(token !== undefined && { token }),
    username,
    organization: '',
    config: { autoupdate: 'off' },
    cache: { closestlocation: { expiration: neverExpires, data: closestLocation } },
  };
  try {
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
  } catch (error) {
    remove();
    throw error;
  }
  return { folder, remove };
}

/** Whether a command is the vendor's CLI itself. */
export function isVendorCli(command: string): boolean {
  return /^turso(?:\.exe)?$/i.test(basename(command.replaceAll('\\', '/')));
}

const loopback = ['127.0.0.1', 'localhost', '::1'];

/** The value of `NO_PROXY` that also keeps calls to this machine from going through a proxy. */
export function withoutProxyOnLoopback(environment: Readonly<Record<string, string | undefined>>): string {
  const present = (environment['NO_PROXY'] ?? environment['no_proxy'] ?? '').split(',').map((name) => name.trim());
  if (present.includes('*')) return '*';
  return [...new Set([...present.filter((name) => name !== ''), ...loopback])].join(',');
}
