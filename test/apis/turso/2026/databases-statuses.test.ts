import { databasesAttempts, isOfDatabases } from './attempts/databases.ts';
import { describeStatuses } from './statuses.ts';

describeStatuses(isOfDatabases, databasesAttempts, {
  'getDatabaseStats 200': 'The vendor has withdrawn the operation; `Prefer: code=200` brings this answer.',
  'createDatabase 409': 'Since July 2026 the service answers 400; `Prefer: code=409` brings this answer.',
});
