/**
 * The fixtures in `test/fixtures/<group>/<name>/`, found by their names, which are unique: the group only says which
 * construct a fixture is about. One that has no group yet is found too.
 */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../fixtures", import.meta.url));

/** Name → absolute path of its folder. */
const folders = findFolders();

export const fixtureNames: readonly string[] = [...folders.keys()].sort();

/** Those that compile. */
export const acceptedFixtures: readonly string[] = fixtureNames.filter((name) =>
  existsSync(path.join(fixtureFolder(name), "expected.json")),
);

/** Throws if there is none with this name. */
export function fixtureFolder(name: string): string {
  const folder = folders.get(name);
  if (folder === undefined) throw new Error(`there is no fixture ${name}`);
  return folder;
}

export function isFixture(name: string): boolean {
  return folders.has(name);
}

function findFolders(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const add = (folder: string): void => {
    const name = path.basename(folder);
    const other = found.get(name);
    if (other !== undefined) throw new Error(`two fixtures have the name ${name}: ${other} and ${folder}`);
    found.set(name, folder);
  };
  for (const name of readdirSync(root)) {
    const group = path.join(root, name);
    if (existsSync(path.join(group, "input.ts"))) add(group);
    else for (const fixture of readdirSync(group)) add(path.join(group, fixture));
  }
  return found;
}
