import { existsSync, readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { isolationHeaders, siteHeaders } from './build/headers.ts';
import { site } from './build/site_plugin.ts';

/** The folder under public/ in which the engine's build put the WebAssembly module, or ''. */
function wasmFolder(): string {
  const manifest = new URL('public/wasm/manifest.json', import.meta.url);
  if (!existsSync(manifest)) return '';
  const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
  if (typeof parsed === 'object' && parsed !== null && 'folder' in parsed && typeof parsed.folder === 'string') {
    return parsed.folder;
  }
  throw new Error('public/wasm/manifest.json has no "folder"');
}

export default defineConfig({
  base: './',
  define: { __WASM_FOLDER__: JSON.stringify(wasmFolder()) },
  plugins: [site()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    outDir: 'dist',
    // data: URLs and the preload helper would need a laxer policy, and save nothing here.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { headers: isolationHeaders, fs: { allow: ['..'] } },
  preview: { headers: siteHeaders },
  test: { include: ['{src,build}/**/*.test.ts'], environment: 'node' },
});
