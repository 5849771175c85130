import { tokenFor } from '../model/request-token.ts';
import type { ExchangeDetails } from '../model/schemas.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { toCurl } from './curl.ts';

/** Copies a command that repeats the request. */
export function CopyCurl({ exchange }: { exchange: ExchangeDetails }) {
  const command = async (): Promise<string> =>
    toCurl(exchange, { origin: location.origin, token: await tokenFor(exchange) });
  return <CopyButton label="Copy as curl" textLabel="The command" text={command} />;
}
