import type { Exchange } from './exchange.ts';

/** How an exchange can deviate from its contract; `any` stands for both. */
export type Deviation = 'refused' | 'noted' | 'any';

/** Whether an exchange deviates from its contract in this way. */
export function deviates(exchange: Exchange, deviation: Deviation): boolean {
  return (deviation !== 'noted' && isForbidden(exchange)) || (deviation !== 'refused' && exchange.notes.length > 0);
}

/** Whether the request stopped before it was carried out. A defect of Mockplane is not the caller's fault. */
function isForbidden({ status, trail }: Exchange): boolean {
  if (status >= 500) return false;
  return trail.some(
    ({ step, outcome }) => outcome === 'refused' && ['match', 'authenticate', 'validate'].includes(step),
  );
}
