import { join } from 'node:path';
import { benchFolder } from '../folder.ts';
import type { Copies } from './documents.ts';
import type { PeerId, Subject } from './subject.ts';

/** The package of each peer. */
export const packages: Readonly<Record<PeerId, string>> = {
  'openapi-backend': 'openapi-backend',
  scalar: '@scalar/mock-server',
  prism: '@stoplight/prism-cli',
  mockoon: '@mockoon/cli',
};

const quietPrism = ['--multiprocess', 'false', '--verboseLevel', 'silent'];
const quietMockoon = [
  '--disable-log-to-file',
  '--disable-admin-api',
  '--disable-external-refs',
  '--max-transaction-logs',
  '0',
];

/** The peers, each as quiet as it can be, and none with a network. */
export function peers({ contract, withSchemaExamples, openapi30 }: Copies): Subject[] {
  return [
    peer('openapi-backend', 'peers/openapi-backend.js', (port) => [openapi30, port]),
    peer('scalar', 'peers/scalar.js', (port) => [contract, port]),
    // In one process, as a second one for its log would take a second core.
    peer('prism', 'node_modules/@stoplight/prism-cli/dist/index.js', (port) =>
      ['mock', '--host', '127.0.0.1', '--port', port, contract].concat(quietPrism),
    ),
    peer('mockoon', 'node_modules/@mockoon/cli/bin/run.js', (port) =>
      ['start', '--hostname', '127.0.0.1', '--port', port, '--data', withSchemaExamples].concat(quietMockoon),
    ),
  ];
}

function peer(id: PeerId, program: string, args: (port: string) => readonly string[]): Subject {
  return {
    id,
    kind: 'peer',
    args: (port) => [join(benchFolder, program), ...args(String(port))],
  };
}
