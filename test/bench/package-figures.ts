/** What the package weighs, and what the catalogue in it costs to open. Both need a build. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { medianOf } from "./median.ts";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Median ms, of processes that do nothing else, without the start of `node`. */
export function measureCatalog(rounds: number, env: NodeJS.ProcessEnv): number {
  const reading = `
    import { openCatalog } from "./dist/catalog/lookup.js";
    const begun = performance.now();
    const catalog = openCatalog();
    const ids = catalog.ids();
    for (let index = 0; index < 10; index++) catalog.find(ids[index * 100]);
    console.log(performance.now() - begun);
  `;
  const read = () =>
    execFileSync(process.execPath, ["--input-type=module", "-e", reading], { cwd: repository, env });
  return medianOf(Array.from({ length: rounds }, () => Number(read())));
}

/** Bytes, as `npm pack` would make it. */
export function measurePackage(): { readonly packed: number; readonly unpacked: number } {
  const answer = execFileSync("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], {
    cwd: repository,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    shell: process.platform === "win32",
  });
  const [{ size, unpackedSize }] = JSON.parse(answer) as [{ size: number; unpackedSize: number }];
  return { packed: size, unpacked: unpackedSize };
}
