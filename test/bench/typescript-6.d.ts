import type { Editor } from "./editor.ts";
export declare function openTypeScript6(folder: string): Editor;
