import { type Browser, chromium } from 'playwright-core';
import { findProgram } from '../helpers/path.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Chromium on this machine: what `CHROMIUM_PATH` names, or the first on the path; undefined where there is none. */
export function findChromium(): string | undefined {
  return process.env['CHROMIUM_PATH'] || findProgram(names);
}

/** Starts a Chromium that asks nobody for anything by itself. */
export function launchChromium(executablePath: string, ...more: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      // As root, which a container's user mostly is, there is no sandbox; the pages are our own.
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      ...more,
    ],
  });
}
