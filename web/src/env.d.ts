/** Folder under `wasm/` that holds the engine's module, '' where none was built (see vite.config.ts). */
declare const __WASM_FOLDER__: string;
