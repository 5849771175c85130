import type { operations } from '../../../contract/generated/turso-2023.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { ownRelease } from '../resources/releases.ts';

/** The newest release in November 2023. */
const newest = 'v0.87.4';

/**
 * Tells the CLI that it is the newest, so that it never tries to replace itself.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/cmd/utils.go
 */
export const getLatestRelease: Handler<operations['getLatestRelease']> = ({ userAgent }) => ({
  status: 200,
  body: { latest: ownRelease(userAgent) ?? newest },
});
