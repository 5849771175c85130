import { getBackup } from './backup/backup.ts';
import { advanceClock, getClock, updateClock } from './clock.ts';
import type { AdminHandlers } from './context.ts';
import { clearExchanges, getExchange, listExchanges, streamExchanges } from './exchanges.ts';
import { createFault, deleteFault, deleteFaults, listFaults } from './faults.ts';
import { getHealth } from './health.ts';
import { createSandbox, deleteSandbox, getSandbox, listSandboxes } from './sandboxes.ts';
import { getSnapshot, putSnapshot, reset } from './state.ts';
import { getDatabaseKeys, verifyDatabaseToken } from './database-tokens.ts';
import { getTransitions, setTransitions, stepTransitions } from './transitions.ts';
import { acceptInvite, archiveGroup } from './organizations.ts';
import { addUsage } from './usage.ts';

/** The handler of each operation of the admin API. */
export const adminHandlers: AdminHandlers = {
  getHealth,
  getBackup,
  listSandboxes,
  createSandbox,
  getSandbox,
  deleteSandbox,
  reset,
  getSnapshot,
  putSnapshot,
  getClock,
  updateClock,
  advanceClock,
  getTransitions,
  setTransitions,
  stepTransitions,
  addUsage,
  archiveGroup,
  acceptInvite,
  listFaults,
  createFault,
  deleteFaults,
  deleteFault,
  listExchanges,
  getExchange,
  clearExchanges,
  streamExchanges,
  getDatabaseKeys,
  verifyDatabaseToken,
};
