/** A server whose every identifier and moment is the same each time. */
export const serverOptions = {
  seed: 'gate',
  clock: { now: '2023-11-16T10:00:00Z', running: false },
  transitions: 'immediate',
} as const;
