/** The size of the package. Needs a build. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../..", import.meta.url));

/** Bytes, as packed by `npm pack`. */
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
