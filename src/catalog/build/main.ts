/** Builds the catalogue from the installed `@fal-ai/client`: `node dist/catalog/build/main.js`, part of `npm run build`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtCatalog } from "../stored.ts";
import { buildCatalog } from "./build-catalog.ts";
import { falcsOwnClient } from "./find-client.ts";

const { version, types } = falcsOwnClient() ?? {};
if (version === undefined || types === undefined) throw new Error("npm ci installs @fal-ai/client");
mkdirSync(new URL(".", builtCatalog), { recursive: true });
writeFileSync(builtCatalog, buildCatalog(version, readFileSync(types, "utf8")));
