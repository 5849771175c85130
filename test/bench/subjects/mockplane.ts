import { join } from 'node:path';
import { root } from '../../helpers/folders.ts';
import { resize } from './resize.ts';
import type { MockplaneId, Subject } from './subject.ts';

const cli = join(root, 'dist/cli/main.js');

/** Mockplane as its package has it, in the states that are measured. @param folder an empty one, for `--data` */
export function mockplanes(folder: string): Subject[] {
  return [
    mockplane('mockplane'),
    sized('mockplane-1', 1),
    sized('mockplane-100', 100),
    sized('mockplane-10000', 10_000),
    mockplane('mockplane-data', '--data', folder),
    mockplane('mockplane-stateless', '--stateless'),
  ];
}

function mockplane(id: MockplaneId, ...args: string[]): Subject {
  return { id, kind: 'mockplane', args: (port) => [cli, '--port', String(port), '--quiet', ...args] };
}

function sized(id: MockplaneId, count: number): Subject {
  return { ...mockplane(id), prepare: (url) => resize(url, count) };
}
