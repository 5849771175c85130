import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMockplane } from 'mockplane';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

describe('createMockplane', () => {
  it.each([{}, { stateless: true }])('refuses a Node without SQLite, and says which one it needs: %o', (options) => {
    vi.spyOn(process, 'getBuiltinModule').mockReturnValue(undefined);
    onTestFinished(() => void vi.restoreAllMocks());
    expect(() => createMockplane(options)).toThrow(
      `Mockplane needs Node 22.15 or newer, and is tested on Node 24; this is Node ${process.versions.node}, which has no SQLite`,
    );
  });
});

describe('a closed Mockplane', () => {
  const headers = { authorization: 'Bearer mockplane-token' };

  it('refuses requests as a stopped server does, and says why', async () => {
    const mockplane = createMockplane();
    const worker = mockplane.sandbox('worker-1');
    mockplane.close();
    for (const { fetch } of [mockplane, worker]) {
      await expect(fetch('/v1/locations', { headers })).rejects.toMatchObject({
        name: 'TypeError',
        message: 'fetch failed',
        cause: { message: 'the Mockplane was closed before this request' },
      });
    }
  });

  it('opens no further sandbox, and leaves the state of one on disk alone', () => {
    const data = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
    onTestFinished(() => rmSync(data, { recursive: true }));
    const mockplane = createMockplane({ data });
    mockplane.sandbox('worker-1', { seed: 7 });
    mockplane.close();
    for (const name of ['worker-1', 'worker-2']) {
      expect(() => mockplane.sandbox(name)).toThrow(`The Mockplane is closed, so it opens no sandbox ${name}.`);
    }
    expect(readdirSync(join(data, 'sandboxes'))).toEqual(['worker-1']);
  });
});
