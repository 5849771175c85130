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
