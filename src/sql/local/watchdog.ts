import { maxMemory } from './limits.ts';

/**
 * Ends the process when the server is gone or memory runs out, even while a statement runs: the thread that runs it hears
 * nothing meanwhile.
 */
const interval = 250;

const server = process.ppid;

setInterval(() => {
  if (process.ppid !== server || process.memoryUsage.rss() > maxMemory) process.kill(process.pid, 'SIGKILL');
}, interval);
