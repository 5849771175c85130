import { operations } from '../../../helpers/operations.ts';
import { accountAttempts } from './attempts/account.ts';
import { describeStatuses } from './statuses.ts';

/** The statuses of these tags are reached here. */
const tags = new Set([
  'API tokens',
  'Audit logs',
  'Billing',
  'Invites',
  'Locations',
  'Members',
  'Organizations',
  'Organizations (undocumented)',
  'Tokens and users (undocumented)',
  'User',
]);

const own = new Set(
  operations
    .filter(({ api, node }) => api === 'turso-2026' && tags.has((node['tags'] as string[])[0]!))
    .map(({ id }) => id),
);

describeStatuses((id) => own.has(id), accountAttempts);
