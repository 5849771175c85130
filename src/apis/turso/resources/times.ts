/** A moment as the service writes it: RFC 3339 in UTC, without a fraction where it would be zero. */
export function rfc3339(moment: number): string {
  return new Date(moment).toISOString().replace(/\.?0{1,3}Z$/, 'Z');
}

/** The day of a moment, in UTC: `2026-09-15`. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
