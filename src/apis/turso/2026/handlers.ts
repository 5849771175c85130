import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handlers } from '../../../sandbox/handler.ts';
import { unwritten } from './unwritten.ts';

/** Who answers what in the Turso Platform API of 2026. */
export const turso2026Handlers: Handlers<operations> = {
  ...unwritten,
};
