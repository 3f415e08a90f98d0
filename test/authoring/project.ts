/** A project whose `import … from "falc"` resolves to this repository's sources, not to an earlier build. */
import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

const configuration = {
  compilerOptions: {
    target: "es2023",
    lib: ["es2023"],
    module: "nodenext",
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    types: ["node"],
    typeRoots: [path.join(repository, "node_modules/@types")],
    paths: {
      falc: [path.join(repository, "src/index.ts")],
      zod: [path.join(repository, "node_modules/zod")],
    },
  },
  include: ["*.ts"],
};

/** Returns its folder, which the caller removes. */
export function authoringProject(files: Readonly<Record<string, string>> = {}): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "falc-authoring-")));
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(configuration));
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  return folder;
}
