import type { Editor } from "./editor.ts";
/** The native compiler itself, without the `node` that `bin/tsc` puts before it. */
export declare const typescript7: string;
/** The server is ready when this resolves; it has read no file yet. */
export declare function openTypeScript7(folder: string): Promise<Editor>;
