import type { components } from '../../../contract/generated/admin.ts';

type Schemas = components['schemas'];

export type Clock = Schemas['Clock'];
export type Exchange = Schemas['Exchange'];
export type ExchangeDetails = Schemas['ExchangeDetails'];
export type ExecutedSql = Schemas['ExecutedSQL'];
export type Fault = Schemas['Fault'];
export type GroupRow = Schemas['GroupRow'];
export type Health = Schemas['Health'];
export type InstanceRow = Schemas['InstanceRow'];
export type LambdaInstanceRow = Schemas['LambdaInstanceRow'];
export type Message = Schemas['Message'];
export type NewFault = Schemas['CreateFaultRequest'];
export type Problem = Schemas['Problem'];
export type RowChange = Schemas['RowChange'];
export type RowChanges = Schemas['RowChanges'];
export type Snapshot = Schemas['Snapshot'];
export type Transition = Schemas['Transition'];
export type Transitions = Schemas['Transitions'];
export type TransitionSettings = Schemas['TransitionSettings'];
export type TrailStep = Schemas['TrailStep'];
export type Violation = Schemas['Violation'];
