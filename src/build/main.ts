/** Builds the package's `dist/` from the sources: `npm run build`, also before `npm publish` and after `npm ci`. */
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { builtCatalog, glyphTable } from "../assets.ts";
import { buildCatalog } from "../endpoints/build/build-catalog.ts";
import { ownClient } from "../endpoints/build/find-client.ts";
import { bundle } from "./bundle.ts";
import { writeDeclarations } from "./declarations.ts";
import { buildGlyphTable, weights } from "./glyphs.ts";
import { libraryEntries } from "./library.ts";
import { thirdPartyLicences } from "./third-party.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const dist = path.join(root, "dist");

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
const inputs = await bundle(root, dist);
writeFileSync(path.join(dist, "THIRD-PARTY.txt"), thirdPartyLicences(root, inputs));
writeCatalog();
for (const weight of weights) writeFileSync(glyphTable(weight), buildGlyphTable(weight));
cpSync(path.join(root, "src/diagnostics/examples"), path.join(dist, "diagnostics/examples"), {
  recursive: true,
});
chmodSync(path.join(dist, "falc.cjs"), 0o755);
writeDeclarations(root, dist, ["src/index.ts", ...Object.values(libraryEntries)]);

function writeCatalog(): void {
  const { version, types } = ownClient() ?? {};
  if (version === undefined || types === undefined) throw new Error("npm ci installs @fal-ai/client");
  writeFileSync(builtCatalog, buildCatalog(version, readFileSync(types, "utf8")));
}
