/** TypeScript 6 as editors run it, in this process: a new language service each time. */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript-6";
import type { Editor } from "./editor.ts";

export function openTypeScript6(folder: string): Editor {
  const config = ts.readConfigFile(path.join(folder, "tsconfig.json"), (file) => readFileSync(file, "utf8"));
  const project = ts.parseJsonConfigFileContent(config.config, ts.sys, folder);
  const texts = new Map<string, { readonly text: string; readonly version: number }>();
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => project.options,
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => project.fileNames,
    getScriptVersion: (file) => String(texts.get(file)?.version ?? 0),
    getScriptSnapshot(file) {
      const text = texts.get(file)?.text ?? ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
  });
  return {
    write(file, text) {
      texts.set(file, { text, version: (texts.get(file)?.version ?? 0) + 1 });
    },
    complete(file, offset) {
      const found = service.getCompletionsAtPosition(file, offset, undefined);
      return Promise.resolve(found?.entries.map(({ name }) => name) ?? []);
    },
    hover(file, offset) {
      const found = service.getQuickInfoAtPosition(file, offset);
      const parts = [found?.displayParts, found?.documentation].map(ts.displayPartsToString);
      return Promise.resolve(parts.filter((part) => part !== "").join("\n"));
    },
    close() {
      service.dispose();
    },
  };
}
