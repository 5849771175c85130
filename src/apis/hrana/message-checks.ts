import type { Contract } from '../../contract/contract.ts';
import type { Check } from '../../contract/schemas.ts';

/** Checks of the messages of a WebSocket, which belong to no operation of the contract. */
export interface MessageChecks {
  readonly client: Check;
  readonly server: Check;
}

export function messageChecks({ schemas }: Contract): MessageChecks {
  return {
    client: schemas.check('/components/schemas/ClientMessage', ''),
    server: schemas.check('/components/schemas/ServerMessage', ''),
  };
}
