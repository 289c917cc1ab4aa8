/** Where the module's files lie in the package. The build writes this file anew, with the files that there are. */
import type { ModuleFiles } from '../src/engine/protocol';

export declare const threads: ModuleFiles;
export declare const single: ModuleFiles;
