import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/diagnostics/codes.ts";
import { TestProject } from "../support/project.ts";

const project = new TestProject();

describe("falc explain <code>", () => {
  test("shows why, the bad example with its diagnostic, the good one, and related codes", async () => {
    const { code, out, err } = await project.falc(["explain", "condition-unknown"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.split("\n").slice(0, 5)).toEqual([
      "condition-unknown unsupported",
      "Branch on a run-time value.",
      "",
      "Why: A fal graph has no branches: every node runs, and is billed, every time.",
      "Fix: Turn the decision into a parameter with a known value, and write one workflow per case.",
    ]);
    expect(out).toContain("    // bad.ts\n");
    expect(out).toContain("    > 8 |   if (large) {\n");
    expect(out).toContain("    // good.ts\n");
    expect(out).toContain("Related: operator-on-reference, ");
    expect(out).not.toContain("\u001b");
  });

  test.each(Object.keys(catalogue))("%s can be explained, on lines of readable length", async (name) => {
    const { code, out } = await project.falc(["explain", name]);
    expect(code).toBe(0);
    for (const part of ["\nWhy: ", "\nBad\n", "\nWhat falc reports\n", "\nGood\n", "\nRelated: "]) {
      expect(out).toContain(part);
    }
    expect(Math.max(...out.split("\n").map(({ length }) => length))).toBeLessThan(320);
  });

  test("shows all files of an example", async () => {
    const { out } = await project.falc(["explain", "import-not-found"]);
    expect(out).toContain("    // main.ts\n");
    expect(out).toContain("    // _style.ts\n");
  });

  test("has colours if they are enabled", async () => {
    const { out } = await project.falc(["explain", "thrown"], { env: { FORCE_COLOR: "1" } });
    expect(out).toContain("\u001b[");
  });

  test("--json", async () => {
    const { out } = await project.falc(["explain", "await-missing", "--json"]);
    const said = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(said)).toEqual([
      "code",
      "kind",
      "title",
      "why",
      "advice",
      "bad",
      "printed",
      "good",
      "related",
    ]);
    expect(said).toMatchObject({ code: "await-missing", kind: "error", bad: [{ name: "bad.ts" }] });
  });

  test("an unknown code is a wrong command line", async () => {
    expect(await project.falc(["explain", "conditon-unknown"])).toEqual({
      code: 2,
      out: "",
      err: 'error: there is no diagnostic "conditon-unknown"\nDid you mean falc explain condition-unknown?\n',
    });
    expect((await project.falc(["explain", "toString"])).code).toBe(2);
    expect((await project.falc(["explain", "duplicate"])).err).toContain("falc explain id-duplicate?");
    expect((await project.falc(["explain", "zzzzzzzzzzz"])).err).toContain("All codes: falc explain");
  });
});

describe("falc explain", () => {
  test("lists every code once, with its topic", async () => {
    const { code, out } = await project.falc(["explain"]);
    expect(code).toBe(0);
    const listed = [...out.matchAll(/^ {2}([a-z-]+) +(?:error|unsupported|warning) +(\S.*)$/gm)];
    expect(listed.map(([, name]) => name)).toEqual(Object.keys(catalogue));
    expect(listed.map(([, , title]) => title)).toEqual(Object.values(catalogue).map(({ title }) => title));
  });

  test("--json", async () => {
    const all = JSON.parse((await project.falc(["explain", "--json"])).out) as { code: string }[];
    expect(all.map(({ code }) => code)).toEqual(Object.keys(catalogue));
  });

  test("help names an example", async () => {
    const { code, out } = await project.falc(["explain", "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("falc explain condition-unknown");
  });

  test("loads neither TypeScript nor the compiler", () => {
    const src = fileURLToPath(new URL("../../src/", import.meta.url));
    const reached = new Set<string>();
    const packages = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      const source = readFileSync(file, "utf8");
      // Type-only imports are erased.
      for (const [, specifier = ""] of source.matchAll(
        /^(?:import|export) (?!type\b)[^;]*?from "([^"]+)";/gm,
      )) {
        if (specifier.startsWith(".")) visit(path.join(path.dirname(file), specifier));
        else packages.add(specifier);
      }
    };
    visit(path.join(src, "cli/commands/explain.ts"));
    expect(reached.size).toBeGreaterThan(15);
    expect([...reached].filter((file) => file.startsWith(path.join(src, "compiler")))).toEqual([]);
    expect([...packages].filter((name) => !name.startsWith("node:")).sort()).toEqual([
      "commander",
      "fastest-levenshtein",
      "picocolors",
    ]);
  });
});

describe("falc compile", () => {
  const broken = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt, large }: { prompt: string; large: boolean }) {
  const photo = await flux({ prompt: large ? prompt : promt });
  return { image: photo.images[0].url };
}
`;
  const fine = broken
    .replace("large ? prompt : promt", "prompt")
    .replace("{ prompt, large }: { prompt: string; large: boolean }", "{ prompt }: { prompt: string }");
  const shop = () => new TestProject({ "workflows/shot.ts": broken });

  test("says once how to learn more", async () => {
    const { err } = await shop().falc(["compile"]);
    expect(err.match(/falc explain/g)).toHaveLength(1);
    expect(err).toContain("For an example: falc explain <code>\n");
    const single = new TestProject({ "workflows/shot.ts": broken.replace("promt", "prompt") });
    expect((await single.falc(["compile"])).err).toContain("falc explain condition-unknown\n");
  });

  test("--format json is --json", async () => {
    const project = shop();
    const { code, out } = await project.falc(["compile", "--format", "json"]);
    expect(code).toBe(1);
    expect(out).toBe((await project.falc(["compile", "--json"])).out);
    expect((JSON.parse(out) as { diagnostics: unknown[] }).diagnostics).toHaveLength(2);
  });

  test("--format sarif prints only the document", async () => {
    const { code, out, err } = await shop().falc(["compile", "--format", "sarif"]);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ version: "2.1.0", runs: [{ results: [{}, {}] }] });
    expect(err).toBe("2 problems. Nothing was written.\n");
    const fixed = new TestProject({ "workflows/shot.ts": fine });
    const clean = await fixed.falc(["compile", "--format=sarif"]);
    expect(JSON.parse(clean.out)).toMatchObject({ runs: [{ results: [] }] });
    expect({ code: clean.code, err: clean.err }).toEqual({ code: 0, err: "" });
    expect(existsSync(fixed.path("dist-workflows/shot.json"))).toBe(true);
  });

  test("--format github prints annotations", async () => {
    const { code, out } = await shop().falc(["compile", "--format", "github"]);
    expect(code).toBe(1);
    const lines = out.trimEnd().split("\n");
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(
      /^::error file=workflows\/shot\.ts,line=4,endLine=4,col=38,endColumn=43,title=falc%3A condition-unknown::/,
    );
  });

  test("an unknown format, or two, is a wrong command line", async () => {
    const { code, err } = await shop().falc(["compile", "--format", "xml"]);
    expect(code).toBe(2);
    expect(err).toContain("text, json, sarif, github");
    expect((await shop().falc(["compile", "--json", "--format", "text"])).code).toBe(2);
  });

  test("with --json, other failures are JSON too", async () => {
    const project = new TestProject({
      "workflows/a.ts": broken,
      "workflows/latin.ts": Buffer.from("caf\xe9", "latin1"),
    });
    for (const flag of [["--json"], ["--format", "json"], ["--format=json"]]) {
      const { code, out } = await project.falc(["compile", ...flag]);
      expect(code).toBe(1);
      expect(JSON.parse(out)).toMatchObject({ kind: "error" });
    }
  });
});
