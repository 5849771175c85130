import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { callAdmin } from '../../../../src/site/inspector/model/admin-client.ts';

/** Addresses that the page asks, when it is at an address of its own. */
function at(search: string): string[] {
  const asked: string[] = [];
  vi.stubGlobal('location', { search });
  vi.stubGlobal('fetch', (url: string) => {
    asked.push(url);
    return Promise.resolve(Response.json({}));
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  return asked;
}

describe('a call of the admin API', () => {
  it('is for the sandbox of the page', async () => {
    const asked = at('?sandbox=worker-1&log=all');
    await callAdmin('reset');
    await callAdmin('deleteFault', { path: { faultId: 3 } });
    await callAdmin('listExchanges', { query: { sandbox: '*', limit: 5 } });
    await callAdmin('getExchange', { path: { exchangeId: 1 }, query: { sandbox: 'worker-2' } });
    await callAdmin('listSandboxes');
    expect(asked).toEqual([
      'reset?sandbox=worker-1',
      'faults/3?sandbox=worker-1',
      'exchanges?sandbox=*&limit=5',
      'exchanges/1?sandbox=worker-2',
      'sandboxes',
    ]);
  });

  it('names none for default', async () => {
    const asked = at('');
    await callAdmin('getClock');
    expect(asked).toEqual(['clock']);
  });
});
