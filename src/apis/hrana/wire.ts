import type { components } from '../../contract/generated/hrana.ts';

type Schemas = components['schemas'];

export type WireValue = Schemas['Value'];
export type WireStatement = Schemas['Statement'];
export type WireCondition = Schemas['Condition'];
export type WireBatch = Schemas['Batch'];
export type WireColumn = Schemas['Column'];
export type WireError = Schemas['SQLError'];
export type WireStatementResult = Schemas['StatementResult'];
export type WireBatchResult = Schemas['BatchResult'];
export type WireDescribeResult = Schemas['DescribeResult'];
export type StreamRequest = Schemas['StreamRequest'];
export type StreamResponse = Schemas['StreamResponse'];
export type StreamResult = Schemas['StreamResult'];
export type PipelineRequest = Schemas['PipelineRequest'];
export type PipelineResponse = Schemas['PipelineResponse'];
export type CursorEntry = Schemas['CursorEntry'];
export type CursorResponse = Schemas['CursorResponse'];
export type ClientMessage = Schemas['ClientMessage'];
export type ServerMessage = Schemas['ServerMessage'];
export type SocketRequest = Schemas['SocketRequest'];
export type SocketResponse = Schemas['SocketResponse'];

/** The version of the protocol that a client speaks. */
export type Version = 1 | 2 | 3;
