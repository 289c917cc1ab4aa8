/**
 * Bundles the package: three modules that a browser loads as they are, and that find each other and the
 * WebAssembly files by `new URL('./name', import.meta.url)`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig, type Plugin, type RolldownOptions } from 'rolldown';

const output = new URL('../../build/package/', import.meta.url);

/** The URLs of a build's files, as source text. Which there are depends on the release of Emscripten. */
function moduleFiles(build: string): string {
  // Without the query bundlers would make a data: URL of a small file, and threads cannot start from one.
  const url = (name: string) => `new URL('./wasm/${build}/${name}?no-inline', import.meta.url).href`;
  const others = readdirSync(new URL(`wasm/${build}/`, output)).filter((name) => name !== 'tessera.js');
  const entries = others.map((name) => `${JSON.stringify(name)}: ${url(name)}`);
  return `export const ${build} = { script: ${url('tessera.js')}, others: { ${entries.join(', ')} } };\n`;
}

function packageFiles(): Plugin {
  return {
    name: 'tessera-package-files',
    load: (id) => (/package\/module_files\.ts$/.test(id) ? moduleFiles('threads') + moduleFiles('single') : null),
    // Workers are modules of the package by their own names.
    transform: (code, id) =>
      id.endsWith('heif_client.ts') ? code.replace("'./heif_worker.ts'", "'./heif_worker.js'") : null,
  };
}

/** `import url from 'library/some.wasm?url'`, as Vite has it: the file goes into the package. */
function urlImports(): Plugin {
  const query = /\?url$/;
  return {
    name: 'tessera-url-imports',
    async resolveId(source, importer) {
      if (!query.test(source)) return null;
      const resolved = await this.resolve(source.replace(query, ''), importer);
      return resolved && { id: `${resolved.id}?url`, moduleSideEffects: false };
    },
    load(id) {
      if (!query.test(id)) return null;
      const file = id.replace(query, '');
      this.emitFile({ type: 'asset', fileName: basename(file), source: readFileSync(file) });
      return { code: `export default new URL('./${basename(file)}', import.meta.url).href;\n`, moduleType: 'js' };
    },
  };
}

const entries = {
  index: 'package/index.ts',
  worker: 'src/engine/worker.ts',
  heif_worker: 'src/engine/heif_worker.ts',
};

export default defineConfig(
  // One by one: what they share is small, and a worker should not wait for a second file.
  Object.entries(entries).map(
    ([name, input]): RolldownOptions => ({
      input: { [name]: input },
      platform: 'browser',
      logLevel: 'warn',
      // What libheif's loader would need elsewhere.
      external: ['fs', 'path', 'crypto'],
      tsconfig: false,
      plugins: [packageFiles(), urlImports()],
      output: { dir: output.pathname, format: 'esm', entryFileNames: '[name].js', minify: false },
    }),
  ),
);
