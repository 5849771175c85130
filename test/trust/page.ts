import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../helpers/folders.ts';
import { withRegion } from '../helpers/generated-region.ts';
import type { TrustFigures } from './figures.ts';
import { report } from './report.ts';

export const pageFile = join(root, 'src/site/guide/trust.md');

/** The guide's page, with the figures of the last long runs. */
export async function pageWith(figures: TrustFigures): Promise<string> {
  const page = withRegion(readFileSync(pageFile, 'utf8'), 'trust', report(figures));
  return format(page, { ...(await resolveConfig(pageFile)), filepath: pageFile });
}
