/** The limits of a plan for an organization; undefined for no limit. */
export interface Plan {
  readonly name: string;
  readonly databases: number | undefined;
  readonly locations: number | undefined;
  /** Whether organizations may use groups other than `default`, and canary images. */
  readonly extras: boolean;
  /** The limits on what all databases of an organization use in a calendar month; undefined for none. */
  readonly monthly: MonthlyQuota | undefined;
}

/** Rows that SQL reads and writes in a month, and bytes stored. */
export interface MonthlyQuota {
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly storageBytes: number;
}

const gibibyte = 1_073_741_824;
const gigabyte = 1_000_000_000;

/**
 * The plans. `starter` and `scaler` have the limits of autumn 2023 (turso-cli issue 651, turso-docs pull request 109), with
 * the monthly quotas that the CLI showed that summer. `developer` and `pro` are plans of 2026. Without `--plan` nothing is
 * limited.
 */
export const plans = {
  unlimited: { name: 'unlimited', databases: undefined, locations: undefined, extras: true, monthly: undefined },
  starter: {
    name: 'starter',
    databases: 500,
    locations: 3,
    extras: false,
    monthly: { rowsRead: 1_000_000_000, rowsWritten: 25_000_000, storageBytes: 8 * gibibyte },
  },
  scaler: {
    name: 'scaler',
    databases: 10_000,
    locations: 6,
    extras: true,
    monthly: { rowsRead: 100_000_000_000, rowsWritten: 100_000_000, storageBytes: 20 * gibibyte },
  },
  developer: {
    name: 'developer',
    databases: 500,
    locations: 3,
    extras: true,
    monthly: { rowsRead: 1_000_000_000, rowsWritten: 25_000_000, storageBytes: 9 * gigabyte },
  },
  pro: {
    name: 'pro',
    databases: undefined,
    locations: 10,
    extras: true,
    monthly: { rowsRead: 500_000_000_000, rowsWritten: 250_000_000, storageBytes: 50 * gigabyte },
  },
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;

/**
 * The storage of `starter` and `scaler` in the edition of 2026; all other limits of the two are the same. The figures of
 * the plans of 2026 are those of January 2025, the last published ones (Jeliuc-Labs/turso-sdk at 11b2b65).
 */
const storageIn2026: Readonly<Record<string, number>> = { starter: 9 * gigabyte, scaler: 24 * gigabyte };

/** Returns the plan as an edition of the Turso API has it. */
export function planOf(name: PlanName, edition: string): Plan {
  const plan: Plan = plans[name];
  const storageBytes = edition === '2026' ? storageIn2026[name] : undefined;
  if (!plan.monthly || storageBytes === undefined) return plan;
  return { ...plan, monthly: { ...plan.monthly, storageBytes } };
}
