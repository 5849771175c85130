export type { Exchange, Message, TrailEntry } from './server/exchange.ts';
export { createMockplane, type Mockplane, type MockplaneClock } from './mockplane.ts';
export { defaultToken, type MockplaneOptions, OptionError } from './options.ts';
export { type RunningMockplane, startMockplane, type StartOptions } from './start.ts';
export type { Violation } from './contract/problem.ts';
