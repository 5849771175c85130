/** The release of the CLI that asks, so that it takes itself for the newest and never replaces itself; undefined for others. */
export function ownRelease(userAgent: string | undefined): string | undefined {
  const own = /^turso-cli\/v?(\d+\.\d+\.\d+)\b/.exec(userAgent ?? '')?.[1];
  return own === undefined ? undefined : `v${own}`;
}
