import type { operations } from '../../contract/generated/hrana.ts';
import type { Handlers } from '../../sandbox/handler.ts';
import type { HranaContext } from './context.ts';
import { executeCursor } from './cursors.ts';
import { getDatabaseHealth, getDatabaseVersion, getHranaVersion2, getHranaVersion3 } from './discovery.ts';
import { dumpDatabase } from './dumps.ts';
import { executePipeline, executePipelineV3 } from './pipelines.ts';
import { exportDatabase, getDatabaseInfo, pullUpdates } from './replication.ts';
import { finishUpload, startUpload, uploadChunk, uploadDatabase } from './uploads.ts';
import { executeStatement, executeStatementBatch } from './statements.ts';

export const hranaHandlers: Handlers<operations, HranaContext> = {
  executePipeline,
  executePipelineV3,
  executeCursor,
  executeStatement,
  executeStatementBatch,
  getHranaVersion2,
  getHranaVersion3,
  dumpDatabase,
  getDatabaseInfo,
  exportDatabase,
  pullUpdates,
  getDatabaseHealth,
  getDatabaseVersion,
  uploadDatabase,
  startUpload,
  uploadChunk,
  finishUpload,
};
