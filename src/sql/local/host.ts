export { createInProcessHost } from './in-process-host.ts';
export { createProcessHost } from './process-host.ts';
