import { join } from 'node:path';
import { benchFolder } from '../folder.ts';
import type { Subject } from './subject.ts';

const program = join(benchFolder, 'peers/floor.js');

/** The bare server. @param file the reply that it begins with */
export function floor(file: string): Subject {
  return {
    id: 'floor',
    kind: 'floor',
    args: (port) => [program, file, String(port)],
    hasChannel: true,
  };
}
