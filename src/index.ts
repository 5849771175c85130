export type { Exchange } from './server/exchange.ts';
export { createMockplane, defaultToken, type Mockplane, type MockplaneOptions } from './mockplane.ts';
export { type RunningMockplane, startMockplane, type StartOptions } from './start.ts';
export type { Violation } from './contract/problem.ts';
