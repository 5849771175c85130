import { startMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CallAdmin } from '../../../../src/site/inspector/model/admin-client.ts';
import { replay } from '../../../../src/site/inspector/model/replay.ts';

const call = (target: string, part: object = {}) => ({
  method: 'POST',
  target,
  headers: [['content-type', 'application/json'] as const],
  body: '{"requests":[]}',
  status: 200,
  ...part,
});

describe.each(['2023', '2026'] as const)('the calls of an archive for SQL, in %s', (edition) => {
  it('are held to the contract with a token of their database', async () => {
    const mockplane = await startMockplane({ port: 0, edition });
    onTestFinished(() => mockplane.close());
    const callAdmin = (async (_id: string, { query }: { query: Record<string, unknown> }) => {
      const { data } = await mockplane.admin.GET('/_mockplane/exchanges', { params: { query } });
      return data;
    }) as unknown as CallAdmin;
    const replayed = await replay(
      [
        call('/_db/my-org/my-db/v2/pipeline'),
        call('/_db/my-org/my-db/v2/pipeline', { body: '{"requests":1}' }),
        call('/_db/my-org/no-such-db/v2/pipeline'),
        call('/_db/my-org/my-db/', { method: 'WS', body: '' }),
      ],
      { callAdmin, sandbox: 'default', token: mockplane.token, base: `${mockplane.url}/` },
    );
    expect(replayed.map(({ verdict }) => verdict)).toEqual(['fits', 'breaks', 'breaks', 'foreign']);
    expect(replayed[1]!.reason).toContain('requests');
    expect(replayed[2]!.reason).toContain('no database named no-such-db');
  });
});
