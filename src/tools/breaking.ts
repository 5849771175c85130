import { apis } from '../apis/apis.ts';
import { compareWithReleased } from './breaking/released.ts';
import { report, reportOthers } from './breaking/report.ts';

/**
 * Compares each generated document with the last released one, `spec/<api>/released.yaml`. It fails for a breaking
 * change that `CHANGES.md` does not name, and for a line there that names no change. With `--all` it lists the other
 * differences too.
 */
async function main(all: boolean): Promise<number> {
  const results = await Promise.all(apis.map(({ document }) => compareApi(document, all)));
  for (const { stdout, stderr } of results) {
    process.stdout.write(stdout);
    process.stderr.write(stderr);
  }
  return results.some(({ passes }) => !passes) ? 1 : 0;
}

interface Result {
  readonly passes: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

async function compareApi(api: string, all: boolean): Promise<Result> {
  try {
    const { released, differences, notes } = await compareWithReleased(api);
    const own = `${report(api, released.info.version, notes)}\n`;
    const stdout = all ? `${own}${reportOthers(differences)}\n` : own;
    return { passes: notes.unnamed.length + notes.stale.length === 0, stdout, stderr: '' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { passes: false, stdout: '', stderr: `${api}: ${message}\n` };
  }
}

process.exitCode = await main(process.argv.includes('--all'));
