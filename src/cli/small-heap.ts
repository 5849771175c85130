import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the process small. The journal keeps each exchange for the next thousand, which V8 takes for a reason to let
 * its young generation grow to its limit, and then its old one to several times what is alive: 200 MB after a hundred
 * thousand requests where 110 do. It costs some processor time, most where much is listed.
 *
 * To be called when the server has started: what its start needed is the size that the young generation keeps.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  // In percent of what is alive: how much may come before it is collected.
  setFlagsFromString('--heap-growing-percent=50');
}
