import type { CallAdmin } from './admin-client.ts';
import type { Exchange, ExchangeDetails } from './schemas.ts';
import { toHar } from './har.ts';

/** How many details are requested at once. */
const atOnce = 6;

/** A file to save. */
export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly text: string;
  readonly count: number;
}

/** Writes exchanges into a file, oldest first. Those that the journal has dropped are left out. */
export async function exportExchanges(
  exchanges: readonly Exchange[],
  format: 'har' | 'ndjson',
  { callAdmin, origin, version }: { readonly callAdmin: CallAdmin; readonly origin: string; readonly version: string },
): Promise<ExportedFile> {
  const kept = exchanges.filter(({ id }) => id > 0);
  const details: ExchangeDetails[] = [];
  for (let start = 0; start < kept.length; start += atOnce) {
    const part = kept
      .slice(start, start + atOnce)
      .map(({ id, sandbox }) =>
        callAdmin('getExchange', { path: { exchangeId: id }, query: { sandbox } }).catch(() => undefined),
      );
    for (const found of await Promise.all(part)) if (found) details.push(found);
  }
  details.sort((one, other) => one.sequence - other.sequence);
  const count = details.length;
  if (format === 'har') {
    return { name: 'mockplane.har', type: 'application/json', text: toHar(details, origin, version), count };
  }
  const text = details.map((each) => `${JSON.stringify(each)}\n`).join('');
  return { name: 'mockplane.ndjson', type: 'application/x-ndjson', text, count };
}
