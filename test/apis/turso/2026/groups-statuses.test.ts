import { groupsAttempts, isOfGroups } from './attempts/groups.ts';
import { describeStatuses } from './statuses.ts';

describeStatuses(isOfGroups, groupsAttempts);
