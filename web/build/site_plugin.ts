/**
 * What a build needs beyond bundling: the policy in index.html, the header files, and a service worker
 * that knows the names of the files that make up the site.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { contentSecurityPolicy, headerFiles, siteHeaders } from './headers.ts';

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** Fills in the constants at the head of public/sw.js. */
function writeServiceWorker(folder: string): void {
  const files = filesUnder(folder).filter(
    (name) => name !== 'sw.js' && !(name in headerFiles) && !name.endsWith('manifest.json') && !name.endsWith('.map'),
  );
  const hash = createHash('sha256');
  const path = join(folder, 'sw.js');
  const source = readFileSync(path, 'utf8');
  hash.update(source);
  for (const name of files) hash.update(name).update(readFileSync(join(folder, name)));
  const constants: Record<string, unknown> = {
    VERSION: hash.digest('hex').slice(0, 16),
    FILES: files,
    HEADERS: siteHeaders,
  };
  let filled = source;
  for (const [name, value] of Object.entries(constants)) {
    const pattern = new RegExp(`^const ${name} = .*;$`, 'm');
    if (!pattern.test(filled)) throw new Error(`public/sw.js has no line "const ${name} = …;"`);
    filled = filled.replace(pattern, () => `const ${name} = ${JSON.stringify(value)};`);
  }
  writeFileSync(path, filled);
}

export function site(): Plugin {
  let outDir = '';
  return {
    name: 'tessera-site',
    apply: 'build',
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
        injectTo: 'head-prepend',
      },
    ],
    generateBundle() {
      for (const [fileName, source] of Object.entries(headerFiles)) {
        this.emitFile({ type: 'asset', fileName, source });
      }
      // So does the MPL, with where its source is had.
      const muxerLicence = readFileSync(new URL('../node_modules/mediabunny/LICENSE', import.meta.url), 'utf8');
      const source = `mediabunny, https://www.npmjs.com/package/mediabunny (with its source)\n\n${muxerLicence}`;
      this.emitFile({ type: 'asset', fileName: 'assets/mediabunny-LICENSE.txt', source });
      // The LGPL wants its text beside the library.
      const licence = new URL('../node_modules/libheif-js/libheif-wasm/LICENSE', import.meta.url);
      this.emitFile({ type: 'asset', fileName: 'assets/libheif-LICENSE.txt', source: readFileSync(licence) });
    },
    // Vite has copied public/ by now.
    closeBundle() {
      writeServiceWorker(outDir);
    },
  };
}
