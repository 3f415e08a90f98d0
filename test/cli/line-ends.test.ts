/** A checkout with CRLF, as Git makes it on Windows: the same sources, the same artifacts, nothing out of date. */
import { statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { positionAt } from "../../src/diagnostics/span.ts";
import { chat, TestProject } from "../support/project.ts";
import { type Compiled, compileFolder } from "../support/compile-source.ts";
import { portrait } from "../endpoints/openapi/documents.ts";
import { acceptedFixtures, fixtureFolder } from "../support/fixtures.ts";

const withCrlf = (text: string) => text.replace(/\r?\n/g, "\r\n");

/** The result of a compilation, without the author's own lines. */
function summary({ emitted, diagnostics }: Compiled): object {
  return {
    graph: emitted?.graph,
    schema: emitted?.schema,
    diagnostics: diagnostics.map(({ code, message, span }) => ({
      code,
      message: withPlainEnds(message),
      at: positionAt(span.source, span.start),
    })),
  };
}

const withPlainEnds = (text: string) => text.replace(/\r\n/g, "\n").replace(/\\r\\n/g, "\\n");

describe("sources with CRLF", () => {
  test("every fixture compiles to the same bytes, with the same diagnostics", () => {
    expect(acceptedFixtures.length).toBeGreaterThan(100);
    const different = acceptedFixtures.filter((name) => {
      const folder = fixtureFolder(name);
      const [plain, crlf] = [(text: string) => text, withCrlf].map((change) =>
        JSON.stringify(summary(compileFolder(folder, "input.ts", name, undefined, change))),
      );
      return plain !== crlf;
    });
    expect(different).toEqual([]);
  });
});

/** Everything that Git would have checked out, with CRLF. */
async function checkedOut(): Promise<TestProject> {
  const project = new TestProject({
    "workflows/chat.ts": `${chat}\nexport const lines = \`two\nlines\`;\n`,
  });
  project.write("portrait.json", JSON.stringify(portrait));
  expect((await project.falc(["models", "add", "--from", "portrait.json"])).code).toBe(0);
  expect((await project.falc(["compile"])).code).toBe(0);
  for (const file of [
    "workflows/chat.ts",
    "workflows/models/me/portrait.json",
    "workflows/models/me/portrait.d.ts",
    "dist-workflows/chat.json",
    "dist-workflows/chat.schema.json",
  ])
    project.write(file, withCrlf(project.read(file)));
  return project;
}

describe("a checkout with CRLF", () => {
  test("is up to date for compile --check and check", async () => {
    const project = await checkedOut();
    const compiled = await project.falc(["compile", "--check"]);
    expect(compiled).toMatchObject({ code: 0 });
    expect(compiled.out).toContain("unchanged");
    expect(await project.falc(["check", "--no-types"])).toMatchObject({ code: 0 });
  });

  test("is not rewritten by compile", async () => {
    const project = await checkedOut();
    const file = "dist-workflows/chat.json";
    const before = statSync(project.path(file)).mtimeMs;
    expect((await project.falc(["compile"])).out).toContain("unchanged");
    expect(statSync(project.path(file)).mtimeMs).toBe(before);
    expect(project.read(file)).toBe(withCrlf(project.read(file)));
    project.write("workflows/chat.ts", project.read("workflows/chat.ts").replace("Ask about", "Ask on"));
    expect((await project.falc(["compile", "--check"])).code).toBe(1);
  });

  test("has current types of declared endpoints, which models add and sync do not touch", async () => {
    const project = await checkedOut();
    const synced = await project.falc(["models", "sync"]);
    expect(synced).toMatchObject({ code: 0 });
    expect(synced.out).not.toContain("made again");
    const added = await project.falc(["models", "add", "--from", "portrait.json"]);
    expect(added.out).toContain("me/portrait  unchanged");
    expect(project.read("workflows/models/me/portrait.d.ts")).toContain("\r\n");
  });

  test("does not count as changed sources in falc run", async () => {
    const project = await checkedOut();
    const { code, err } = await project.falc(["run", "chat", "--topic", "tea"]);
    expect(code).toBe(0);
    expect(err).not.toContain("changed");
  });
});
