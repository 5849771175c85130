import { groupsAttempts } from './attempts/groups.ts';
import { describeStatuses } from './statuses.ts';

describeStatuses((id) => /Group/.test(id), groupsAttempts);
