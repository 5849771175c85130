import { fork } from 'node:child_process';
import { join } from 'node:path';
import { uniqueName } from '../cases.ts';
import { benchFolder } from '../folder.ts';
import type { Fired, Load } from './load.ts';

const program = join(benchFolder, 'load/autocannon.js');

export function startAutocannon(): Load {
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  return {
    name: 'autocannon',
    fire({ url, request: { path, ...request }, others, ...shot }) {
      const unique = request.body?.includes(uniqueName) ? uniqueName : undefined;
      return new Promise<Fired>((resolve, reject) => {
        const ended = (): void => reject(new Error('autocannon has ended.'));
        child.once('exit', ended);
        child.once('message', (fired) => {
          child.off('exit', ended);
          resolve(fired as Fired);
        });
        child.send({ url: url + path, ...request, ...shot, unique, others });
      });
    },
    close: () => void child.kill(),
  };
}
