import { join } from 'node:path';
import { root } from '../helpers/folders.ts';

/** Where the benchmark is, with packages of its own. */
export const benchFolder = join(root, 'test/bench');
