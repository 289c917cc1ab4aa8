import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
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

/** `--mode fake` puts the tests' stand-in where the engine would be. */
function fakeEngine(): Plugin {
  const fake = fileURLToPath(new URL('../tests/web/fake_engine.ts', import.meta.url));
  return {
    name: 'tessera-fake-engine',
    enforce: 'pre',
    resolveId: (source) => (source.endsWith('/engine/client') ? fake : null),
  };
}

export default defineConfig(({ mode }) => ({
  base: './',
  define: { __WASM_FOLDER__: JSON.stringify(wasmFolder()) },
  plugins: [site(), ...(mode === 'fake' ? [fakeEngine()] : [])],
  worker: { format: 'es' as const },
  build: {
    target: 'es2022',
    outDir: mode === 'fake' ? 'dist-fake' : 'dist',
    // data: URLs and the preload helper would need a laxer policy, and save nothing here.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { headers: isolationHeaders, fs: { allow: ['..'] } },
  preview: { headers: siteHeaders },
  test: { include: ['{src,build}/**/*.test.ts'], environment: 'node' },
}));
