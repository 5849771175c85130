import { join } from 'node:path';
import { root } from '../../../helpers/folders.ts';
import type { Subject } from '../../subjects/subject.ts';
import { getCustomer } from './cases.ts';

/** The two files that the comparison needs. Neither is part of the project. */
export interface StripeFiles {
  /** The program of stripe-mock. */
  readonly program: string;
  /** The document that is in this program. */
  readonly document: string;
}

/** Both servers of the same document. */
export function stripeServers({ program, document }: StripeFiles): Subject[] {
  return [
    {
      id: 'mockplane',
      kind: 'mockplane',
      args: (port) => [join(root, 'dist/cli/main.js'), 'mock', document, '--port', String(port), '--quiet'],
      probe: getCustomer,
    },
    {
      id: 'stripe-mock',
      kind: 'peer',
      program,
      args: (port) => ['-http-addr', `127.0.0.1:${port}`],
      probe: getCustomer,
    },
  ];
}
