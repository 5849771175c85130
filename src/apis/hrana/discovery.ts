import type { operations } from '../../contract/generated/hrana.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { HranaContext } from './context.ts';
import { messages } from './messages.ts';

/** The greeting is the same for all versions. */
export const getHranaVersion2: Handler<operations['getHranaVersion2'], HranaContext> = () => ({
  status: 200,
  body: messages.greeting,
});

export const getHranaVersion3: Handler<operations['getHranaVersion3'], HranaContext> = () => ({
  status: 200,
  body: messages.greeting,
});

export const getDatabaseHealth: Handler<operations['getDatabaseHealth'], HranaContext> = () => ({
  status: 200,
  body: undefined,
});

export const getDatabaseVersion: Handler<operations['getDatabaseVersion'], HranaContext> = (_input, { version }) => ({
  status: 200,
  body: version,
});
