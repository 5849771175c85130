import type { ExchangeDetails } from '../model/schemas.ts';
import { missingPart } from './curl.ts';

/** Says why the page cannot send the request of an exchange again; undefined if it can. */
export function canSend({ method, request }: ExchangeDetails): string | undefined {
  if (method === 'WS') return 'A page cannot send a single message over a WebSocket.';
  if (/^(CONNECT|TRACE|TRACK)$/i.test(method)) return `A page cannot send ${method}.`;
  return missingPart(request);
}
