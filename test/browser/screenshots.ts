import { mkdir, writeFile } from 'node:fs/promises';
import { type RunningMockplane, startMockplane } from 'mockplane';
import { createLambdaClient } from 'mockplane/lambda';
import { createTursoClient } from 'mockplane/turso';
import type { Page } from 'playwright-core';
import type { Exchange } from '../../src/site/inspector/model/schemas.ts';
import { findChromium, launchChromium } from './chromium.ts';
import { withPalette } from './png.ts';
import { waitForSection } from './reference.ts';

// Takes the pictures of the README and the guide anew, the same each time: `npm run screenshots`.

const folder = new URL('../../src/site/guide/images/', import.meta.url);
/** The address that the pictures show, whatever the port is. */
const shown = 'http://127.0.0.1:4010';
const largest = 120_000;
const began = '2030-01-01T09:30:00Z';
/** Where the clock stands after `play`. */
const taken = '2030-01-01T09:30:04Z';
const createDatabase = 'turso/tag/databases/createDatabase';

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly colorScheme?: 'dark';
  /** Waits until the page shows what the picture is to show. */
  readonly arrives: (page: Page) => Promise<unknown>;
}

const pictures: readonly Picture[] = [
  {
    name: 'landing.png',
    path: '/',
    arrives: (page) => page.getByRole('button', { name: 'Send' }).first().waitFor(),
  },
  {
    name: 'docs.png',
    path: `/docs/#${createDatabase}`,
    arrives: (page) => waitForSection(page, createDatabase),
  },
  {
    name: 'inspector.png',
    path: '/_mockplane/',
    arrives: async (page) => {
      await page.getByText('STOPPING → STOPPED').waitFor();
      await waitForPlot(page);
    },
  },
  {
    name: 'inspector-dark.png',
    path: '/_mockplane/#/exchanges/4',
    colorScheme: 'dark',
    arrives: async (page) => {
      await page.getByRole('link', { name: 'createDatabaseInstance in the reference' }).waitFor();
      await waitForPlot(page);
    },
  },
];

async function main(): Promise<void> {
  const executable = findChromium();
  if (!executable) throw new Error('No Chromium on the path or in CHROMIUM_PATH.');
  await using mockplane = await startMockplane({
    port: 0,
    seed: 1,
    clock: { now: began, running: false },
  });
  await play(mockplane);
  const { host } = new URL(mockplane.url);
  await using browser = await launchChromium(
    executable,
    `--host-resolver-rules=MAP 127.0.0.1:4010 ${host}`,
    // Letters in shades of grey look the same on every screen, and take less room.
    '--disable-lcd-text',
    '--disable-partial-raster',
    '--disable-skia-runtime-opts',
  );
  await mkdir(folder, { recursive: true });
  for (const { name, path, colorScheme = 'light', arrives } of pictures) {
    const page = await browser.newPage({
      viewport: { width: 1200, height: 750 },
      colorScheme,
      timezoneId: 'UTC',
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    await page.clock.setFixedTime(taken);
    await withSteadyJournal(page, mockplane.url);
    await page.goto(shown + path);
    await arrives(page);
    const picture = withPalette(await settled(page));
    await page.close();
    await writeFile(new URL(name, folder), picture);
    const size = picture.length;
    console.log(`${name}: ${Math.round(size / 1000)} kB`);
    if (size > largest) throw new Error(`${name} has ${size} bytes, and ${largest} are the most.`);
  }
}

/** Some calls of both APIs, so that there is something to see. */
async function play({ url, token, admin }: RunningMockplane): Promise<void> {
  const turso = createTursoClient({ baseUrl: url, token });
  const lambda = createLambdaClient({ baseUrl: url, token });
  const path = { org_slug: 'my-org', db_name: 'shop' };
  const instances = '/v1/organizations/{org_slug}/databases/{db_name}/instances';
  const advance = () => admin.POST('/_mockplane/clock/advance', { body: { by: '2s' } });

  await turso.GET('/v1/organizations');
  await turso.POST('/v1/organizations/{org_slug}/databases', { params: { path }, body: { name: 'shop' } });
  await turso.POST(instances, { params: { path }, body: { location: 'ord' } });
  // @ts-expect-error: the mistake that a picture explains
  await turso.POST(instances, { params: { path }, body: { loc: 'ams' } });
  await advance();
  await turso.GET('/v1/organizations/{org_slug}/databases/{db_name}', { params: { path } });
  await turso.POST('/v1/organizations/{org_slug}/databases', { params: { path }, body: { name: 'shop' } });
  await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', { params: { path } });
  await advance();
  await lambda.GET('/backend/lambda-instances');
  await lambda.POST('/backend/lambda-instances/{uuid}/stop', { params: { path: { uuid: '3' } } });
  await turso.POST(instances, { params: { path }, body: { location: 'ams' } });
  await lambda.GET('/backend/lambda-instances/{uuid}/status', { params: { path: { uuid: '3' } } });
}

/** The plot counts the requests a moment after the list has them. */
async function waitForPlot(page: Page): Promise<void> {
  await page.getByText('11 requests, 2 errors in five minutes').waitFor();
}

/** A picture of a page that has come to rest: the reference still moves when its section is in view. */
async function settled(page: Page): Promise<Buffer> {
  const take = () => page.screenshot({ animations: 'disabled', caret: 'hide' });
  let before = await take();
  for (let tries = 0; tries < 20; tries++) {
    const picture = await take();
    if (picture.equals(before)) return picture;
    before = picture;
  }
  throw new Error(`${page.url()} does not come to rest.`);
}

/** When a request came, and what it took, is never the same twice; a picture is. */
async function withSteadyJournal(page: Page, url: string): Promise<void> {
  await page.route(/\/_mockplane\/exchanges(\?|\/\d|$)/, async (route, request) => {
    const response = await route.fetch({ url: request.url().replace(shown, url) });
    const body = (await response.json()) as Exchange | { exchanges: Exchange[] };
    const steadied = 'exchanges' in body ? { exchanges: body.exchanges.map(steady) } : steady(body);
    const text = JSON.stringify(steadied).replaceAll(new URL(url).host, new URL(shown).host);
    await route.fulfill({ response, body: text });
  });
}

/** The calls of `play` at times that fill the plot. */
function steady(exchange: Exchange): Exchange {
  const { id } = exchange;
  const at = new Date(Date.parse(taken) - 300_000 + id * 24_650).toISOString();
  return { ...exchange, at, durationMilliseconds: 0.4 + ((id * 7) % 11) / 10 };
}

await main();
