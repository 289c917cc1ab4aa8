/**
 * Serves the built site, or another folder, under a sub-path, like a static host that knows nothing about it: with no
 * special headers unless some are asked for.
 */
import { existsSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { test as playwrightTest } from '@playwright/test';
import sirv from 'sirv';

export const builtSite = resolve(__dirname, '../../web', process.env.TESSERA_SITE ?? 'dist');
const base = '/some/sub/path';

export interface Site {
  readonly url: string;
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export async function serveSite(
  folder: string = builtSite,
  headers: Readonly<Record<string, string>> = {},
): Promise<Site> {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run "npm run build" first`);
  const setHeaders = (response: ServerResponse) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  };
  const files = sirv(folder, { etag: true, dev: true, setHeaders });
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    requests.push(path);
    if (!path.startsWith(`${base}/`)) {
      response.writeHead(404).end();
      return;
    }
    request.url = path.slice(base.length);
    files(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}${base}/`,
    origin,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** Tests of the built site, which is served once for all of them. */
export const test = playwrightTest.extend<object, { site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to learn what a fixture needs
    async ({}, use) => {
      const site = await serveSite();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
});
