import { accountAttempts, isOfAccount } from './attempts/account.ts';
import { describeStatuses } from './statuses.ts';

describeStatuses(isOfAccount, accountAttempts);
