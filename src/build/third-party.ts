/** The licences of the packages that the package's files are made from: most of them require their text in every copy. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Metafile } from "esbuild";

/** What esbuild does not see: @ts-morph/common contains TypeScript, without its licence; the glyph tables, a font. */
const hidden = ["typescript-6", "@fontsource/dejavu-sans"];

/** One text for all. Throws for a package without a licence. */
export function thirdPartyLicences(root: string, inputs: Metafile["inputs"]): string {
  const folders = new Set(hidden.map((name) => path.join(root, "node_modules", name)));
  for (const file of Object.keys(inputs)) {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [];
    if (folder !== undefined) folders.add(path.join(root, folder));
  }
  return [...folders]
    .sort()
    .map(licenceOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    readonly [field in "name" | "version" | "license"]: string;
  };
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  if (files.length === 0) throw new Error(`${folder} has no licence file`);
  const texts = files.sort().map((file) => readFileSync(path.join(folder, file), "utf8").trim());
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}
