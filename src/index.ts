export type { Exchange, Message, TrailEntry } from './sandbox/journal/exchange.ts';
export { createMockplane, type InProcessOptions, type Mockplane } from './mockplane/create.ts';
export type {
  GetSandbox,
  MockplaneClock,
  MockplaneSandbox,
  MockplaneSandboxOptions,
} from './mockplane/mockplane-sandbox.ts';
export { ForbiddenCallError, type Reaction } from './mockplane/strict.ts';
export { defaultToken, type MockplaneOptions, OptionError } from './mockplane/options.ts';
export { startMockplane } from './mockplane/start.ts';
export type { RunningMockplane, StartOptions } from './mockplane/running-mockplane.ts';
export type { Violation } from './contract/problem.ts';
