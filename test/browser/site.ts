import { type RunningMockplane, startMockplane } from 'mockplane';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type Watch, watch } from './watch.ts';

export interface Look {
  readonly size?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
}

/** The pages of a server that the test at hand has for itself, in a context of its own. */
export interface Site {
  readonly mockplane: RunningMockplane;
  readonly context: BrowserContext;
  readonly watch: Watch;
  /** A new tab at a path of the server, or at another address. */
  open(path: string, look?: Look): Promise<Page>;
  /** Sends a request to the server from outside the browser. */
  send(call: string, body?: unknown): Promise<number>;
}

export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

/** Starts one browser for all tests, and for each a server whose clock stands still. A test leaves no trouble behind. */
export function useSite(executable: string): Site {
  let browser: Browser;
  let current: { mockplane: RunningMockplane; context: BrowserContext; watch: Watch };

  beforeAll(async () => {
    browser = await launchChromium(executable);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const mockplane = await startMockplane({
      port: 0,
      seed: 1,
      clock: { now: '2030-01-01T00:00:00Z', running: false },
    });
    const context = await browser.newContext({
      viewport: desktop,
      timezoneId: 'UTC',
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(20_000);
    current = { mockplane, context, watch: await watch(context, mockplane.url) };
  });
  afterEach(async () => {
    const { mockplane, context, watch: watched } = current;
    const troubles = [...watched.troubles];
    await context.close();
    await mockplane.close();
    expect(troubles).toEqual([]);
  });

  return {
    get mockplane() {
      return current.mockplane;
    },
    get context() {
      return current.context;
    },
    get watch() {
      return current.watch;
    },
    async open(path, { size, colorScheme = 'light' } = {}) {
      const page = await current.context.newPage();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      if (size) await page.setViewportSize(size);
      await page.goto(new URL(path, current.mockplane.url).href);
      return page;
    },
    async send(call, body) {
      const [method = '', path = ''] = call.split(' ');
      const { url, token } = current.mockplane;
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'x-api-key': token },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      await response.body?.cancel();
      return response.status;
    },
  };
}
