import { describe, expect, test } from "vitest";
import { catalogue } from "../../src/diagnostics/codes.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { printAnnotations } from "../../src/diagnostics/formats/github.ts";
import { diagnosticToJson } from "../../src/diagnostics/formats/json.ts";
import { diagnosticsToSarif } from "../../src/diagnostics/formats/sarif.ts";
import { printDiagnostic } from "../../src/diagnostics/formats/text.ts";
import { visible } from "../../src/diagnostics/formats/visible.ts";
import type { Span } from "../../src/diagnostics/span.ts";
import { compileText } from "../support/compile-source.ts";

const head = `import { model } from "falc";\nconst flux = model("fal-ai/flux/dev");\n`;

/** A workflow whose helpers call each other `depth` times; the innermost has the problem. */
function nested(depth: number): string {
  const helpers = Array.from(
    { length: depth },
    (_, index) => `async function level${index}(big: boolean) {\n  return level${index + 1}(big);\n}\n`,
  );
  return `${head}${helpers.join("")}async function level${depth}(big: boolean) {
  const photo = await flux({ prompt: big ? "large" : "small" });
  return photo.images[0].url;
}
export default async function shot({ big }: { big: boolean }) {
  const first = await level0(big);
  const second = await level0(big);
  return { first, second };
}
`;
}

function only(source: string | Record<string, string>): Diagnostic {
  const { diagnostics } = compileText(source);
  if (diagnostics.length !== 1) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return diagnostics[0] as Diagnostic;
}

/** A diagnostic about the marked part of a text. */
function about(text: string, from: number, to: number, more: Partial<Diagnostic> = {}): Diagnostic {
  const span: Span = { source: { path: "workflows/shot.ts", text }, start: from, end: to };
  const row = catalogue["name-unknown"];
  return { code: "name-unknown", kind: row.kind, message: "m", why: "w", rewrite: undefined, fix: undefined, advice: undefined, span, trail: [], ...more }; // prettier-ignore
}

describe("text", () => {
  test("shows the calls that led into a helper with their code, the workflow's first", () => {
    const printed = printDiagnostic(only(nested(1)));
    expect(printed).toContain(`Called from:
  main.ts:11:23  const first = await level0(big);
  main.ts:4:10   return level1(big);
`);
  });

  test("shortens a long trail", () => {
    const { trail } = only(nested(9));
    expect(trail).toHaveLength(10);
    const lines = printDiagnostic(only(nested(9))).split("\n");
    const from = lines.indexOf("Called from:");
    expect(lines.slice(from + 1, from + 8).map((line) => line.replace(/^\s*main\.ts:[\d:]+\s+/, ""))).toEqual(
      [
        "const first = await level0(big);",
        "return level1(big);",
        "return level2(big);",
        "  … 4 more calls",
        "return level7(big);",
        "return level8(big);",
        "return level9(big);",
      ],
    );
  });

  test("recursive calls are listed once", () => {
    const { trail } = only(`${head}function twice(n: number): string {
  return n === 0 ? missing : twice(n - 1);
}
export default async function shot() {
  const photo = await flux({ prompt: twice(100) });
  return { photo };
}
`);
    expect(trail.map(({ start, source }) => source.text.slice(start, start + 10))).toEqual([
      "twice(100)",
      "twice(n - ",
    ]);
  });

  test("marks only the first of several lines", () => {
    const printed = printDiagnostic(about("const a = [\n  1,\n];\n", 10, 18));
    expect(printed).toContain("> 1 | const a = [\n    |           ^\n");
  });

  test("no source text, name or path reaches the terminal as a control sequence", () => {
    const evil = "\u001b]0;owned\u0007\u009b31m\u202e";
    const diagnostic = about(`const a = "${evil}";\n`, 6, 7, {
      message: `\`${evil}\` is not defined.`,
      rewrite: `const a = "${evil}";`,
    });
    const path = { ...diagnostic.span, source: { ...diagnostic.span.source, path: `workflows/${evil}.ts` } };
    const printed = printDiagnostic({ ...diagnostic, span: path, trail: [path] });
    expect(printed).not.toMatch(
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/,
    );
    expect(printed).toContain("␛]0;owned␇");
  });

  test("no source text is a workflow command in GitHub's log", () => {
    const rewrite = "const a = `\n::stop-commands::x\n  ::error::no\n##[group]x\n`;";
    const printed = printDiagnostic(about("a", 0, 1, { message: "m\n::error::x", rewrite }));
    expect(printed.split("\n").filter((line) => /^\s*(::|##\[)/.test(line))).toEqual([]);
  });

  test("visible text is unchanged", () => {
    const text = 'const größe = "東京 – ok";\n\treturn a::b;';
    expect(visible(text)).toBe(text);
  });
});

describe("json", () => {
  test("contains everything", () => {
    const json = diagnosticToJson(only(nested(1)));
    expect(json).toMatchObject({ code: "condition-unknown", kind: "unsupported", file: "main.ts" });
    expect(json.start).toEqual({ line: 7, column: 38 });
    expect(json.trail).toHaveLength(2);
  });
});

describe("sarif", () => {
  const { diagnostics } = compileText({
    "main.ts": nested(2).replace("level0(big);\n  return {", "x;\n  return {"),
  });
  const log = diagnosticsToSarif(diagnostics, { version: "1.2.3", folder: "" }) as unknown as Sarif;
  const [run] = log.runs;

  test("has what SARIF 2.1.0 requires", () => {
    expect(log.version).toBe("2.1.0");
    expect(log.$schema).toMatch(/sarif-2\.1\.0\.json$/);
    expect(log.runs).toHaveLength(1);
    const { driver } = run.tool;
    expect(driver).toMatchObject({ name: "falc", semanticVersion: "1.2.3" });
    expect(driver.rules.map(({ id }) => id)).toEqual(Object.keys(catalogue));
    for (const rule of driver.rules) {
      expect(rule.shortDescription.text).not.toBe("");
      expect(rule.help.text).toContain(`falc explain ${rule.id}`);
      expect(["error", "warning"]).toContain(rule.defaultConfiguration.level);
    }
    expect(run.results).toHaveLength(diagnostics.length);
    for (const result of run.results) {
      expect(driver.rules[result.ruleIndex]?.id).toBe(result.ruleId);
      expect(["error", "warning"]).toContain(result.level);
      expect(result.message.text).not.toBe("");
      for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
        const { artifactLocation, region } = physicalLocation;
        expect(artifactLocation).toEqual({ uri: "main.ts", uriBaseId: "%SRCROOT%" });
        for (const at of [region.startLine, region.startColumn, region.endLine, region.endColumn]) {
          expect(Number.isInteger(at) && at >= 1).toBe(true);
        }
        const isEmptyOrForward =
          region.endLine > region.startLine ||
          (region.endLine === region.startLine && region.endColumn >= region.startColumn);
        expect(isEmptyOrForward).toBe(true);
      }
    }
  });

  test("shows the calls into a helper as related locations", () => {
    const result = run.results.find(({ ruleId }) => ruleId === "condition-unknown");
    expect(
      result?.relatedLocations?.map(({ physicalLocation }) => physicalLocation.region.startLine),
    ).toEqual([14, 4, 7]);
    expect(result?.relatedLocations?.map(({ id }) => id)).toEqual([0, 1, 2]);
  });

  test("is deterministic and independent of the machine", () => {
    const text = JSON.stringify(log);
    expect(JSON.stringify(diagnosticsToSarif(diagnostics, { version: "1.2.3", folder: "" }))).toBe(text);
    expect(text).not.toContain(process.cwd());
  });

  test("contains a rewrite as a fix, edit by edit", () => {
    const late = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function workflow({ prompt }: { prompt: string }) {
  const seed = 1;
  seed += 1;
  const photo = await flux({ prompt, seed });
  return { image: photo.images[0].url };
}
`;
    const { runs } = diagnosticsToSarif([only(late)], { version: "1", folder: "" }) as unknown as Sarif;
    expect(runs[0].results[0]?.fixes).toEqual([
      {
        artifactChanges: [
          {
            artifactLocation: { uri: "main.ts", uriBaseId: "%SRCROOT%" },
            replacements: [
              {
                deletedRegion: { startLine: 4, startColumn: 3, endLine: 4, endColumn: 8 },
                insertedContent: { text: "let" },
              },
            ],
          },
        ],
      },
    ]);
    expect(printDiagnostic(only(late))).toContain("Rewrite:\n    // line 4\n    let seed = 1;");
    expect(diagnosticToJson(only(late)).edits).toEqual([
      { file: "main.ts", start: { line: 4, column: 3 }, end: { line: 4, column: 8 }, text: "let" },
    ]);
  });

  test("has no fix if files would have to be created", () => {
    const chosen = `import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function workflow({ prompt, large }: { prompt: string; large: boolean }) {
  const photo = await flux({ prompt: large ? "large" : prompt });
  return { image: photo.images[0].url };
}
`;
    const { runs } = diagnosticsToSarif([only(chosen)], { version: "1", folder: "" }) as unknown as Sarif;
    expect(runs[0].results[0]?.fixes).toBeUndefined();
    expect(diagnosticToJson(only(chosen)).files).toMatchObject([{ path: "main-not-large.ts" }]);
  });

  test("escapes paths as URIs", () => {
    const odd = about("a", 0, 1);
    const span = { ...odd.span, source: { path: "workflows/ä b#1.ts", text: "a" } };
    const written = diagnosticsToSarif([{ ...odd, span }], { version: "1", folder: "" }) as unknown as Sarif;
    expect(written.runs[0].results[0]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      "workflows/%C3%A4%20b%231.ts",
    );
  });
});

describe("github", () => {
  const annotate = (diagnostic: Diagnostic): string => printAnnotations([diagnostic], "")[0] ?? "";

  test("is one line with location, title and everything else", () => {
    const text = annotate(about("let a;\nlet b;\n", 11, 12, { rewrite: "let c;\nlet d;" }));
    expect(text).toBe(
      "::error file=workflows/shot.ts,line=2,endLine=2,col=5,endColumn=6,title=falc%3A name-unknown::" +
        "m%0AWhy: w%0ARewrite:%0Alet c;%0Alet d;",
    );
  });

  test("has no columns for a span of several lines", () => {
    expect(annotate(about("let a;\nlet b;\n", 4, 12))).toContain(
      "file=workflows/shot.ts,line=1,endLine=2,title=",
    );
  });

  test("a warning is a warning", () => {
    expect(annotate(about("a", 0, 1, { kind: "warning" }))).toMatch(/^::warning /);
  });

  test("no source text ends the command or starts another", () => {
    const evil = "100%\r\n::error::x\u001b[31m,a:b";
    const diagnostic = about("a", 0, 1, { message: evil });
    const span = { ...diagnostic.span, source: { path: `a,line=9::${evil}.ts`, text: "a" } };
    const printed = annotate({ ...diagnostic, span });
    expect(printed).not.toMatch(/[\r\n\u001b]/);
    expect(printed.match(/::/g)).toHaveLength(
      printed.slice(printed.indexOf("::", 2)).match(/::/g)!.length + 1,
    );
    const [properties = ""] = printed.slice("::error ".length).split("::");
    expect(properties.split(",").map((each) => each.split("=")[0])).toEqual([
      "file", "line", "endLine", "col", "endColumn", "title",
    ]); // prettier-ignore
    expect(printed).toContain("100%25%0A");
  });

  test("line ends and percent signs of a message are escaped", () => {
    const printed = annotate(about("a", 0, 1, { message: "one\r\ntwo\nthree 50%\rfour" }));
    expect(printed).toContain("::one%0Atwo%0Athree 50%25\u240dfour%0AWhy: w");
  });

  test("a message of megabytes is cut", () => {
    const printed = annotate(about("a", 0, 1, { message: "x".repeat(1_000_000) }));
    expect(printed.length).toBeLessThan(11_000);
    expect(printed).toMatch(/x…$/);
  });

  test("a notice mentions what GitHub does not show", () => {
    const warning = about("a", 0, 1, { kind: "warning" });
    const error = about("a", 0, 1);
    const ten = [...Array<Diagnostic>(10).fill(warning), ...Array<Diagnostic>(10).fill(error)];
    expect(printAnnotations(ten, "")).toHaveLength(20);
    const printed = printAnnotations([...ten, error], "");
    expect(printed).toHaveLength(22);
    expect(printed.at(-1)).toBe(
      "::notice title=falc::GitHub shows only the first 10 errors and 10 warnings of a step. There are 21; the log has them all.",
    );
  });
});

interface Place {
  readonly id?: number;
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region: {
      readonly startLine: number;
      readonly startColumn: number;
      readonly endLine: number;
      readonly endColumn: number;
    };
  };
}

interface Sarif {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: {
          readonly rules: readonly {
            readonly id: string;
            readonly shortDescription: { readonly text: string };
            readonly help: { readonly text: string };
            readonly defaultConfiguration: { readonly level: string };
          }[];
        };
      };
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly Place[];
        readonly fixes?: unknown;
        readonly relatedLocations?: readonly Place[];
      }[];
    },
  ];
}
