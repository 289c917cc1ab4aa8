// Node 18 and later have fetch(), which Emscripten then uses for file paths, and which refuses them.
globalThis.fetch = undefined;
