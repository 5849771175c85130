import type { operations } from '../../../contract/generated/turso-2026.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { ownRelease } from '../resources/releases.ts';

/** The newest release that the contract was written from. */
const newest = 'v1.0.29';

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/cmd/utils.go */
export const getLatestRelease: Handler<operations['getLatestRelease']> = ({ userAgent }) => ({
  status: 200,
  body: { latest: ownRelease(userAgent) ?? newest },
});
