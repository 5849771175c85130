import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { apis } from '../../src/apis/apis.ts';
import { loadContract } from '../../src/contract/contract.ts';
import { createSandboxMaker } from '../../src/mockplane/make-sandbox.ts';
import type { SandboxSettings } from '../../src/sandbox/sandbox-settings.ts';
import { createSandboxes, type Sandboxes, type SandboxesOptions } from '../../src/sandbox/sandboxes.ts';

const contracts = apis.map((api) => loadContract(api));
const { make } = createSandboxMaker(contracts, {
  mocked: () => contracts.filter(({ api }) => !api.isAdmin),
  sessionKey: Buffer.alloc(32),
});
export const settings: SandboxSettings = { edition: '2023', transitions: { mode: 'manual' }, baseline: 'empty' };
export const idleMilliseconds = 60_000;

/** A registry whose time a test moves. */
export function open(options: Partial<SandboxesOptions> = {}): { sandboxes: Sandboxes; time: { now: number } } {
  const time = { now: 1_000 };
  const sandboxes = createSandboxes({ make, settings, limit: 4, idleMilliseconds, now: () => time.now, ...options });
  onTestFinished(() => sandboxes.close());
  return { sandboxes, time };
}

/** A directory for the length of a test. */
export function place(): string {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

export const names = (sandboxes: Sandboxes): string[] => sandboxes.list().map(({ name }) => name);
export const addUser = (sandboxes: Sandboxes, name: string): void =>
  sandboxes.find(name)!.transaction(() => sandboxes.find(name)!.context.store.organizations.addUser('kept'));
export const users = (sandboxes: Sandboxes, name: string): string[] =>
  sandboxes
    .find(name)!
    .context.store.organizations.users()
    .map(({ username }) => username);
