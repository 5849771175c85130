import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../bin/mockplane.js', import.meta.url));

describe('mockplane in a clone', () => {
  it('runs the sources', () => {
    const { status, stdout } = spawnSync(process.execPath, [command, 'version'], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('says in one line which Node it needs, on one that does not run TypeScript', () => {
    const args = ['--no-experimental-strip-types', command, 'version'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^mockplane: A clone of Mockplane needs Node 22\.18 or newer, [^\n]+\n$/);
  });
});
