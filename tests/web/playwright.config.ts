import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import debianChromium from './chromium.json';

/** Debian's browser, as it runs on a machine without a screen and as root. */
const chromium = {
  ...debianChromium,
  executablePath: process.env.TESSERA_CHROMIUM ?? debianChromium.executablePath,
};

const firefoxPath = process.env.TESSERA_FIREFOX ?? '/usr/bin/firefox-esr';

/** Debian's other browser, driven over WebDriver BiDi. Now and then its nested workers do not start that way. */
const firefox = {
  name: 'firefox',
  testMatch: 'firefox.spec.ts',
  retries: 3,
  use: {
    browserName: 'firefox',
    channel: 'moz-firefox',
    launchOptions: { executablePath: firefoxPath },
  },
} as const;

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  preserveOutput: 'failures-only',
  // A test waits more than it works. Each file's tests run one after the other.
  workers: 2,
  // Two pages share the machine: what failed for want of time is told as flaky.
  retries: process.env.CI === 'true' ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI === 'true',
  reporter: [['list']],
  projects: [
    {
      name: 'chromium',
      testIgnore: 'firefox.spec.ts',
      use: { browserName: 'chromium', launchOptions: chromium },
    },
    ...(existsSync(firefoxPath) ? [firefox] : []),
  ],
  use: {
    viewport: { width: 1280, height: 800 },
    acceptDownloads: true,
    screenshot: 'only-on-failure',
  },
});
