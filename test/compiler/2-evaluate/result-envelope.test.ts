/** `.data` of an endpoint whose output is unknown: a leftover of `fal.subscribe`, or a field. */
import { expect, test } from "vitest";
import { compileText } from "../../support/compile-source.ts";

function found(declaration: string, read: string): readonly string[] {
  const source = `import { model } from "falc";
const poster = ${declaration};
export default async function announcement({ title }: { title: string }) {
  const made = await poster({ title });
  return { image: ${read} };
}
`;
  const { diagnostics } = compileText({ "main.ts": source });
  return diagnostics.map(({ code }) => code).filter((code) => code !== "endpoint-unknown");
}

test("is a warning if the output is unknown", () => {
  expect(found(`model("acme/poster")`, "made.data.url")).toEqual(["result-envelope"]);
  expect(found(`model("acme/poster")`, "made.requestId")).toEqual(["result-envelope"]);
});

test("is not reported if the output declares the field, or it is read further in", () => {
  const declared = `model<{ title: string }, { data: { url: string } }>("acme/poster")`;
  expect(found(declared, "made.data.url")).toEqual([]);
  expect(found(`model("acme/poster")`, "made.file.data")).toEqual([]);
});

test("is an error if the declared output has no such field", () => {
  const declared = `model<{ title: string }, { image: { url: string } }>("acme/poster")`;
  expect(found(declared, "made.data.image.url")).toEqual(["path-missing"]);
});
