/**
 * The catalogue never disagrees with the author's editor: for every endpoint, the type that an author sees and the
 * schema that the compiler reads have the same keys and members. The built catalogue is printed as types, and
 * TypeScript 7 compares.
 */
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { authoringProject } from "./project.ts";
import { typescript7 } from "../bench/typescript-7.ts";

const folder = authoringProject();
const catalog = openCatalog();

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("every endpoint's types match its schemas", () => {
  const claims = catalog.ids().flatMap((id) => {
    const { input, output } = catalog.find(id) ?? {};
    return [claim("EndpointInput", id, input), claim("EndpointOutput", id, output)];
  });
  expect(claims.length).toBeGreaterThan(2 * 1200);
  expect(refuted(claims)).toEqual([]);
});

test("a schema that differs is found", () => {
  const { properties, ...rest } = catalog.find("fal-ai/flux/dev")?.input ?? {};
  const changed = (key: string, schema: Schema) => ({
    ...rest,
    properties: { ...properties, [key]: schema },
  });
  const claims = [
    { ...rest, properties: properties ?? {} },
    changed("extra", { type: "string" }),
    changed("seed", { type: "string" }),
    changed("output_format", { enum: ["jpeg", "png", "gif"] }),
    changed("image_size", { enum: ["square"] }),
    { ...rest, properties: properties ?? {}, required: ["prompt", "seed"] },
    {},
  ].map((schema) => claim("EndpointInput", "fal-ai/flux/dev", schema));
  expect(refuted(claims)).toEqual(claims.slice(1));
});

const preface = `import type { EndpointInput, EndpointOutput } from "falc";
type Plain<T> = unknown extends T ? "anything" : T extends string | number | boolean | null | undefined ? T : { [Key in keyof T]: Plain<T[Key]> };
type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2 ? true : false;
declare function holds<Claim extends true>(): void;
`;

function claim(side: "EndpointInput" | "EndpointOutput", id: string, schema: Schema = {}): string {
  return `holds<Same<${side}<${JSON.stringify(id)}>, ${printType(schema)}>>();`;
}

/** The claims that TypeScript does not confirm. */
function refuted(claims: readonly string[]): string[] {
  writeFileSync(path.join(folder, "claims.ts"), preface + claims.join("\n"));
  const { stdout } = spawnSync(typescript7, ["-p", folder, "--pretty", "false"], { encoding: "utf8" });
  const before = preface.split("\n").length;
  return stdout
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(" "))
    .map((line) => claims[Number(/claims\.ts\((\d+),/.exec(line)?.[1]) - before] ?? line);
}

/** The TypeScript type that the schema describes. */
function printType(schema: Schema): string {
  const { type, enum: members, anyOf, allOf, properties, required = [], items, prefixItems } = schema;
  if (members !== undefined) return members.map((member) => JSON.stringify(member)).join(" | ");
  if (anyOf !== undefined) return anyOf.map((one) => `(${printType(one)})`).join(" | ");
  if (allOf !== undefined) return allOf.map((one) => `(${printType(one)})`).join(" & ");
  if (prefixItems !== undefined) return `[${prefixItems.map(printType).join(", ")}]`;
  if (items !== undefined) return `Array<${printType(items)}>`;
  if (properties !== undefined) {
    const keys = Object.entries(properties).map(([key, child]) => {
      return `${JSON.stringify(key)}${required.includes(key) ? "" : "?"}: ${printType(child)}`;
    });
    const others = schema.additionalProperties;
    if (typeof others === "object") keys.push(`[key: string]: ${printType(others)}`);
    return `{ ${keys.join("; ")} }`;
  }
  if (typeof schema.additionalProperties === "object")
    return `Record<string, ${printType(schema.additionalProperties)}>`;
  if (schema.additionalProperties === false) return "Record<string, never>";
  return typeof type === "string" ? (type === "integer" ? "number" : type) : "unknown";
}
