import type { AnyHandler } from '../sandbox/handler.ts';
import type { Implementation } from '../sandbox/implementation.ts';
import type { TransitionKinds } from '../sandbox/transitions.ts';
import { hranaApi } from './hrana/api.ts';
import { baseline as hranaBaseline } from './hrana/baseline.ts';
import { lambdaApi } from './lambda/api.ts';
import { baseline as lambdaBaseline } from './lambda/baseline.ts';
import { lambdaHandlers } from './lambda/handlers.ts';
import { lambdaTransitions } from './lambda/transitions.ts';
import { turso2023 } from './turso/2023/api.ts';
import { turso2023Contents } from './turso/2023/contents.ts';
import { baseline as turso2023Baseline } from './turso/2023/baseline.ts';
import { turso2023Handlers } from './turso/2023/handlers.ts';
import { turso2026 } from './turso/2026/api.ts';
import { turso2026Contents } from './turso/2026/contents.ts';
import { baseline as turso2026Baseline } from './turso/2026/baseline.ts';
import { turso2026Handlers } from './turso/2026/handlers.ts';
import { authenticateApiToken } from './turso/resources/api-tokens.ts';
import { authorizeOrganization } from './turso/resources/authorize.ts';
import { withLocalHostnames } from './turso/resources/local-hostnames.ts';
import { tursoTransitions } from './turso/resources/transitions.ts';

/** The handlers and rules of the mocked APIs: a row for each API and edition. */
export const implementations: readonly Implementation[] = [
  {
    api: turso2023,
    handlers: withLocalHostnames(turso2023Handlers as Readonly<Record<string, AnyHandler>>),
    contents: turso2023Contents,
    authorize: authorizeOrganization,
    authenticate: authenticateApiToken,
    transitions: tursoTransitions,
    baseline: turso2023Baseline,
  },
  {
    api: turso2026,
    handlers: withLocalHostnames(turso2026Handlers as Readonly<Record<string, AnyHandler>>),
    contents: turso2026Contents,
    authorize: authorizeOrganization,
    authenticate: authenticateApiToken,
    transitions: tursoTransitions,
    baseline: turso2026Baseline,
  },
  {
    api: lambdaApi,
    handlers: lambdaHandlers as Readonly<Record<string, AnyHandler>>,
    transitions: lambdaTransitions,
    baseline: lambdaBaseline,
  },
];

/** The parts of the story, in the order in which they are written. The rows of SQL come after their database. */
export const storyParts: readonly Pick<Implementation, 'api' | 'baseline'>[] = [
  ...implementations,
  { api: hranaApi, baseline: hranaBaseline },
];

/** Every transition that an operation can start, by kind. */
export const transitionKinds: TransitionKinds = Object.fromEntries(
  implementations.flatMap(({ transitions = {} }) => Object.entries(transitions)),
);
