/** Builds the catalogue from the installed `@fal-ai/client`: `node dist/catalog/build/main.js`, part of `npm run build`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { catalogFolder, indexFile, typesFile } from "../stored.ts";
import { locateTypes } from "./locate-types.ts";
import { packCatalog } from "./pack-catalog.ts";
import { parseTypes } from "./parse-types.ts";

const { file, version } = locateTypes();
const { index, types } = packCatalog(version, parseTypes(readFileSync(file, "utf8")));
mkdirSync(catalogFolder, { recursive: true });
writeFileSync(new URL(typesFile, catalogFolder), types);
writeFileSync(new URL(indexFile, catalogFolder), index);
