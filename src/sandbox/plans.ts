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

/**
 * The plans of autumn 2023 (turso-cli issue 651, turso-docs pull request 109), with the monthly quotas that the CLI showed
 * that summer. Without `--plan` nothing is limited.
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
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;
