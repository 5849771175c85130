import type { components, operations } from '../../../contract/generated/turso-2023.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import { messages } from '../messages.ts';
import { recordChange } from '../resources/audit.ts';
import { requireAdmin } from '../resources/members.ts';

type Plan = components['schemas']['Plan'];

const gibibyte = 1_073_741_824;

/**
 * The plans of November 2023; 0 is no limit.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/fa2c0da/internal/cmd/plan.go
 */
const plans: readonly Plan[] = [
  {
    name: 'starter',
    price: '0',
    quotas: { rowsRead: 1e9, rowsWritten: 25e6, databases: 500, locations: 3, storage: 8 * gibibyte },
  },
  {
    name: 'scaler',
    price: '29',
    quotas: { rowsRead: 100e9, rowsWritten: 100e6, databases: 10_000, locations: 6, storage: 20 * gibibyte },
  },
  {
    name: 'enterprise',
    price: '0',
    quotas: { rowsRead: 0, rowsWritten: 0, databases: 0, locations: 0, storage: 0 },
  },
];

/** @see https://github.com/tursodatabase/turso-cli/blob/4a3ef7e/internal/turso/plans.go */
export const listPlans: Handler<operations['listPlans']> = () => ({ status: 200, body: { plans: [...plans] } });

export const getOrganizationSubscription: Handler<operations['getOrganizationSubscription']> = ({ path }, context) => ({
  status: 200,
  body: { subscription: { name: context.store.organizations.get(path.org_slug)!.plan } },
});

/** Every organization has a way to pay here. */
export const updateSubscription: Handler<operations['updateSubscription']> = (input, context) => {
  const { org_slug: organization } = input.path;
  const { plan } = input.body;
  requireAdmin(context, organization, input.principal.username);
  if (!plans.some(({ name }) => name === plan)) throw new Problem(400, messages.unknownPlan(plan));
  context.store.organizations.update(organization, { plan });
  recordChange(context, input, { organization, code: 'org-plan-update', data: { plan } });
  return { status: 200, body: { subscription: { name: plan } } };
};

/** The user, with the plan of the personal organization, whose slug is the user's name. */
export const getCurrentUserPlan: Handler<operations['getCurrentUserPlan']> = ({ principal }, { store }) => {
  const { username } = principal;
  return { status: 200, body: { user: { username, plan: store.organizations.get(username)?.plan ?? 'starter' } } };
};
