// Node 18 and later have fetch(), which Emscripten then uses for file paths, and which refuses them.
globalThis.fetch = undefined;
// The tests read the environment of the process.
Module['preRun'] = () => Object.assign(ENV, process.env);
