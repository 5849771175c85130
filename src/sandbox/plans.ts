/** The limits of a plan for an organization; undefined for no limit. */
export interface Plan {
  readonly name: string;
  readonly databases: number | undefined;
  readonly locations: number | undefined;
  /** Whether organizations may use groups other than `default`, and canary images. */
  readonly extras: boolean;
}

/** The plans of autumn 2023 (turso-cli issue 651, turso-docs pull request 109). The default is `unlimited`. */
export const plans = {
  unlimited: { name: 'unlimited', databases: undefined, locations: undefined, extras: true },
  starter: { name: 'starter', databases: 500, locations: 3, extras: false },
  scaler: { name: 'scaler', databases: 10_000, locations: 6, extras: true },
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;
