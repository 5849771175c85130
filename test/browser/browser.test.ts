import { describe } from 'vitest';
import { isSiteBuilt } from '../../src/server/static-site.ts';
import { accessibility } from './accessibility.ts';
import { findChromium } from './chromium.ts';
import { deepLinks } from './deep-links.ts';
import { docs } from './docs.ts';
import { hostile } from './hostile.ts';
import { inspector } from './inspector.ts';
import { inspectorFaults } from './inspector-faults.ts';
import { inspectorRequests } from './inspector-requests.ts';
import { inspectorSql } from './inspector-sql.ts';
import { landing } from './landing.ts';
import { offline } from './offline.ts';
import { pages } from './pages.ts';
import { search } from './search.ts';
import { useSite } from './site.ts';
import { staticHost } from './static-host.ts';
import { userDocuments } from './user-documents.ts';
import { widths } from './widths.ts';

const executable = findChromium();
if (!executable) console.warn('No Chromium on the path or in CHROMIUM_PATH: the browser tests are skipped.');

// `npm test` builds the pages before it runs the tests. One browser serves all, so all are of one file.
describe.skipIf(!executable || !isSiteBuilt())('in a browser', { timeout: 120_000 }, () => {
  const site = useSite(executable ?? '');
  docs(site);
  inspector(site);
  inspectorFaults(site);
  inspectorRequests(site);
  inspectorSql(site);
  landing(site);
  offline(site);
  staticHost(site);
  search(site);
  userDocuments(site);
  pages(site);
  deepLinks(site);
  widths(site);
  accessibility(site);
  hostile(site);
});
