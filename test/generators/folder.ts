import { join } from 'node:path';
import { root } from '../helpers/folders.ts';

export const generatorsFolder = join(root, 'test/generators');

/** Where tools are installed and clients are generated; not committed. */
export const workFolder = join(generatorsFolder, '.work');

/** The programs of a Python environment of its own, and those that Go installs. */
export const pythonPrograms = join(workFolder, 'venv/bin');
export const goPrograms = join(workFolder, 'bin');
