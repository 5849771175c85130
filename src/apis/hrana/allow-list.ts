import { BlockList, isIP } from 'node:net';
import type { DatabaseGuardRow } from '../../sandbox/store/tables/databases.ts';

/** The address of a request that is answered in process. */
const loopback = '127.0.0.1';

/** The same machine, whichever way it calls. */
const loopbacks: ReadonlySet<string> = new Set([loopback, '::1']);

/**
 * Whether the lists of a database let a caller in. Nobody here calls from an endpoint of AWS.
 *
 * @param address of the caller; undefined for one in process
 */
export function isLetIn(
  { allowedIps, allowedVpcs }: Pick<DatabaseGuardRow, 'allowedIps' | 'allowedVpcs'>,
  address: string = loopback,
): boolean {
  if (allowedIps.length === 0) return allowedVpcs.length === 0;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const list = new BlockList();
  for (const entry of allowedIps) {
    const [network = '', length] = entry.split('/');
    const family = isIP(network) === 4 ? 'ipv4' : 'ipv6';
    list.addSubnet(network, length === undefined ? (family === 'ipv4' ? 32 : 128) : Number(length), family);
  }
  const addresses = loopbacks.has(plain) ? [...loopbacks] : [plain];
  return addresses.some((each) => list.check(each, isIP(each) === 4 ? 'ipv4' : 'ipv6'));
}
