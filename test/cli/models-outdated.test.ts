import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/endpoints/lookup.ts";
import type { Schema } from "../../src/schema/schema.ts";
import { WorkspaceError } from "../../src/workspace/workspace-error.ts";
import { fromFal } from "../../src/workspace/models/current-documents.ts";
import { TestProject } from "../support/project.ts";

const id = "me/painter";
const text: Schema = { type: "string" };
const picture: Schema = {
  type: "object",
  properties: { url: text, width: { type: "integer" } },
  required: ["url"],
};
const input: Schema = {
  type: "object",
  properties: {
    prompt: text,
    style: { ...text, enum: ["oil", "ink"] },
    steps: { type: "integer", minimum: 1, maximum: 50, default: 20 },
    size: { anyOf: [picture, { ...text, enum: ["square"] }] },
  },
  required: ["prompt"],
};
const output: Schema = {
  type: "object",
  properties: { images: { type: "array", items: picture }, seed: { type: "integer" } },
  required: ["images", "seed"],
};

const workflow = `import { model } from "falc";

const paint = model("me/painter");

export default async function poster(input: { prompt: string }) {
  const draft = await paint({ prompt: input.prompt, style: "ink", steps: 40 });
  const final = await paint({
    prompt: draft.images[0].url,
    steps: 10,
  });
  return { image: final.images[0], seed: draft.seed };
}
`;

describe("a changed document", () => {
  test.each<[string, { input?: Schema; output?: Schema }, string, string[]]>([
    ["nothing", {}, "", []],
    ["a removed field", { input: without(input, "style") }, "input style removed breaking", ["6:53"]],
    [
      "a value that is gone",
      { input: withField(input, "style", { ...text, enum: ["oil"] }) },
      "input style values breaking",
      ["6:53"],
    ],
    [
      "one that is not used",
      { input: withField(input, "style", { ...text, enum: ["ink"] }) },
      "input style values breaking",
      [],
    ],
    [
      "a lower limit",
      { input: withField(input, "steps", { type: "integer", minimum: 1, maximum: 30, default: 20 }) },
      "input steps limits breaking",
      ["6:67"],
    ],
    [
      "another type",
      { input: withField(input, "prompt", { type: "array", items: text }) },
      "input prompt type breaking",
      ["6:31", "8:5"],
    ],
    [
      "a field that has to be sent",
      { input: { ...input, required: ["prompt", "style"] } },
      "input style required breaking",
      ["7:23"],
    ],
    [
      "another default, of a field that every call sends",
      { input: withField(input, "steps", { type: "integer", minimum: 1, maximum: 50, default: 25 }) },
      "input steps default behaviour",
      [],
    ],
    [
      "a part of an answer",
      { output: withField(output, "images", { type: "array", items: without(picture, "url") }) },
      "output images[].url removed breaking",
      ["8:13", "11:19"],
    ],
    [
      "what may now be absent",
      { output: { ...output, required: ["images"] } },
      "output seed optional breaking",
      ["11:42"],
    ],
    [
      "a new field",
      { input: withField(input, "seed", { type: "integer" }) },
      "input seed added compatible",
      [],
    ],
  ])("%s", async (_, now, change, places) => {
    const project = await declared();
    project.write("now.json", document(now));
    const { code, out } = await project.falc(["models", "outdated", "--from", "now.json", "--json"]);
    const { endpoints } = JSON.parse(out) as Outdated;
    const [first] = endpoints[0]?.changes ?? [];
    expect(first === undefined ? "" : `${first.side} ${first.field} ${first.kind} ${first.effect}`).toBe(
      change,
    );
    expect(first?.places.map(({ line, column }) => `${line}:${column}`) ?? []).toEqual(places);
    expect(code).toBe(change.endsWith("breaking") ? 1 : 0);
  });

  test("is reported field by field, with the lines", async () => {
    const project = await declared();
    project.write("now.json", document({ input: without(input, "style") }));
    const { code, out } = await project.falc(["models", "outdated", id, "--from", "now.json"]);
    expect(out).toBe(
      [
        "me/painter  1 change, 1 breaking",
        '  breaking  input style: removed; it was "oil" | "ink"',
        `      workflows/poster.ts:6:53  const draft = await paint({ prompt: input.prompt, style: "ink", steps: 40 });`,
        "",
        "To apply a change: falc models add me/painter --from now.json",
        "",
      ].join("\n"),
    );
    expect(code).toBe(1);
  });

  test("is compared with the lock, even an edited one", async () => {
    const project = await declared();
    const lock = `workflows/models/${id}.json`;
    project.write(lock, project.read(lock).replace('"maximum": 50', '"maximum": 30'));
    const { out, code } = await project.falc(["models", "outdated", "--from", "first.json"]);
    expect(out).toContain("compatible  input steps: was");
    expect(code).toBe(0);
  });
});

describe("documents", () => {
  test("may be in a folder", async () => {
    const project = await declared();
    project.write("now/painter.json", document({}));
    project.write("now/readme.txt", "not read");
    expect(await project.falc(["models", "outdated", "--from", "now"])).toMatchObject({
      code: 0,
      out: "me/painter  up to date\n",
    });
  });

  test("that lack the endpoint prove nothing", async () => {
    const project = await declared();
    project.write("now.json", document({}, "me/other"));
    const { code, out } = await project.falc(["models", "outdated", "--from", "now.json"]);
    expect(out).toContain("me/painter  cannot be compared: now.json has no document for it");
    expect(code).toBe(1);
  });

  test.each([
    ["nowhere.json", "cannot read nowhere.json: there is no such file"],
    ["broken.json", "broken.json is not the OpenAPI document of an endpoint: it is not JSON"],
    ["list.json", "list.json is not the OpenAPI document of an endpoint: it is not an object"],
  ])("%s", async (file, message) => {
    const project = await declared();
    project.write("broken.json", "{");
    project.write("list.json", "[]");
    const { code, err } = await project.falc(["models", "outdated", "--from", file]);
    expect(err).toContain(message);
    expect(code).toBe(1);
  });
});

describe("if fal cannot be reached", () => {
  const unreachable = () =>
    Promise.reject(new WorkspaceError("document-unusable", "cannot fetch it: no network"));

  test("the types of fal's client are compared, which have no limits", async () => {
    const find = fromFal(openCatalog(), unreachable);
    expect(await find("fal-ai/flux/dev")).toMatchObject({
      kind: "types",
      endpoint: { id: "fal-ai/flux/dev" },
      reason: "cannot fetch it: no network",
    });
  });

  test.each([id, "fal-ai/text-concat"])(
    "%s, which they lack or which comes from reports, is not compared",
    async (own) => {
      expect(await fromFal(openCatalog(), unreachable)(own)).toMatchObject({ kind: "unknown" });
    },
  );

  test("a document of another endpoint is rejected", async () => {
    const find = fromFal(openCatalog(), () => Promise.resolve(document({}, "me/other")));
    expect(await find(id)).toEqual({ kind: "unknown", reason: "fal answered with the document of me/other" });
  });
});

test("an endpoint that the project does not declare is an error", async () => {
  const project = await declared();
  const { code, err } = await project.falc(["models", "outdated", "me/paintre"]);
  expect(err).toContain('this project does not declare "me/paintre"');
  expect(err).toContain("Did you mean me/painter?");
  expect(code).toBe(1);
});

test("a project that declares none has nothing to compare", async () => {
  const project = new TestProject({ "workflows/poster.ts": workflow });
  const { code, out } = await project.falc(["models", "outdated"]);
  expect(out).toContain("This project declares no endpoints");
  expect(code).toBe(0);
});

interface Outdated {
  readonly endpoints: readonly {
    readonly changes: readonly {
      readonly side: string;
      readonly field: string;
      readonly kind: string;
      readonly effect: string;
      readonly places: readonly { readonly line: number; readonly column: number }[];
    }[];
  }[];
}

async function declared(): Promise<TestProject> {
  const project = new TestProject({ "workflows/poster.ts": workflow, "first.json": document({}) });
  const { code, err } = await project.falc(["models", "add", id, "--from", "first.json"]);
  expect(err).toBe("");
  expect(code).toBe(0);
  return project;
}

function document(now: { input?: Schema; output?: Schema }, about = id): string {
  const body = (schema: Schema) => ({ content: { "application/json": { schema } } });
  return JSON.stringify({
    openapi: "3.0.4",
    info: { title: about, version: "1", "x-fal-metadata": { endpointId: about } },
    paths: {
      [`/${about}`]: { post: { requestBody: body(now.input ?? input), responses: {} } },
      [`/${about}/requests/{request_id}`]: { get: { responses: { 200: body(now.output ?? output) } } },
    },
  });
}

function withField(schema: Schema, name: string, field: Schema): Schema {
  return { ...schema, properties: { ...schema.properties, [name]: field } };
}

function without(schema: Schema, name: string): Schema {
  const { [name]: _, ...properties } = schema.properties ?? {};
  return { ...schema, properties, required: schema.required?.filter((each) => each !== name) ?? [] };
}
