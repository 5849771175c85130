import type { components, operations } from '../../../contract/generated/turso-2026.ts';
import { Problem } from '../../../contract/problem.ts';
import type { Handler } from '../../../sandbox/handler.ts';
import type { OrganizationRow } from '../../../sandbox/store/tables/organizations.ts';
import { messages } from '../messages.ts';
import { recordChange } from '../resources/audit.ts';
import { findOrganization } from '../resources/find.ts';
import { planCatalogue } from './plan-catalogue.ts';

/** @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/plans.go */
export const listPlans: Handler<operations['listPlans']> = () => ({
  status: 200,
  body: { plans: [...planCatalogue] },
});

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/plans.mdx */
export const listOrganizationPlans: Handler<operations['listOrganizationPlans']> = () => ({
  status: 200,
  body: { plans: [...planCatalogue] },
});

/** @see https://github.com/tursodatabase/turso-docs/blob/46be9b6/api-reference/organizations/subscription.mdx */
export const getOrganizationSubscription: Handler<operations['getOrganizationSubscription']> = ({ path }, context) => ({
  status: 200,
  body: { subscription: toSubscription(findOrganization(context, path)) },
});

/**
 * Changes the plan. Every organization has a way to pay, except on a server that holds all of them to the free plan.
 *
 * @see https://github.com/tursodatabase/turso-cli/blob/e149f69/internal/turso/billing.go
 */
export const updateSubscription: Handler<operations['updateSubscription']> = (input, context) => {
  const { store } = context;
  const { plan: name, timeline = 'monthly', overages } = input.body;
  const plan = planCatalogue.find((each) => each.name === name);
  if (!plan) throw new Problem(400, messages.unknownPlan(name));
  const isFree = plan.prices.length === 0;
  if (!isFree && !context.plan.extras) throw new Problem(402, messages.paymentRequired);
  const { slug } = findOrganization(context, input.path);
  store.organizations.update(slug, {
    plan: name,
    timeline: isFree ? '' : timeline,
    ...(overages !== undefined && { overages }),
  });
  recordChange(context, input, { organization: slug, code: 'org-plan-update', data: { plan: name } });
  return { status: 200, body: { subscription: toSubscription(store.organizations.get(slug)!) } };
};

/** Something free counts as billed by the month (inferred). */
function toSubscription({ plan, timeline, overages }: OrganizationRow): components['schemas']['Subscription'] {
  return { name: plan, plan, timeline: timeline === 'yearly' ? timeline : 'monthly', overages };
}
