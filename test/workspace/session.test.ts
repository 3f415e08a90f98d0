/** What a session compiles again, seen by whether it returns the same object. */
import { expect, test } from "vitest";
import { openSession } from "../../src/workspace/compile/session.ts";
import { Project } from "../../src/workspace/project/project.ts";
import { TestProject } from "../support/project.ts";

const workflow = (style: string) => `import { model } from "falc";
import { style } from "./${style}.ts";
const flux = model("fal-ai/flux/dev");
export default async function shot({ prompt }: { prompt: string }) {
  const photo = await flux({ prompt: \`\${prompt} \${style}\` });
  return { image: photo.images[0].url };
}
`;

function opened() {
  const project = new TestProject({
    "workflows/one.ts": workflow("_ink"),
    "workflows/two.ts": workflow("_chalk"),
    "workflows/_ink.ts": `export const style = "in ink";\n`,
    "workflows/_chalk.ts": `export const style = "in chalk";\n`,
  });
  const session = openSession(project.root, undefined);
  const compile = async () => {
    const files = new Project(project.root).listWorkflowFiles();
    const compiled = await session.compile({ files, required: false });
    return compiled.files.map(({ emitted }) => emitted);
  };
  return { project, session, compile };
}

test("a change compiles what depends on it, and nothing else", async () => {
  const { project, compile } = opened();
  const [one, two] = await compile();
  expect(one?.graph).toContain("in ink");
  expect(await compile()).toEqual([one, two]);
  const same = await compile();
  expect(same[0]).toBe(one);
  expect(same[1]).toBe(two);
  project.write("workflows/_ink.ts", `export const style = "in oil";\n`);
  const changed = await compile();
  expect(changed[0]?.graph).toContain("in oil");
  expect(changed[1]).toBe(two);
});

test.each([
  ["workflows/_ink.ts", [true, false]],
  ["workflows/one.ts", [true, false]],
  ["workflows", [true, true]],
  ["package.json", [true, true]],
  ["workflows/_other.ts", [false, false]],
])("%s is forgotten", async (file, again) => {
  const { project, session, compile } = opened();
  const before = await compile();
  const meant = project.path(file);
  session.forget((each) => each === meant || each.startsWith(`${meant}/`));
  const after = await compile();
  expect(after.map((emitted, index) => emitted !== before[index])).toEqual(again);
  expect(after).toEqual(before);
});

test("a request that fails leaves those before and after it as they are", async () => {
  const { project, session, compile } = opened();
  project.write("workflows/three.ts", Uint8Array.of(0xff, 0xfe, 0xfd));
  const files = (name: string) => ({ files: [{ path: `workflows/${name}.ts`, name }], required: true });
  const all = ["one", "three", "two"].map((name) => session.compile(files(name)));
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
  await expect(compile()).rejects.toMatchObject({ kind: "file-unreadable" });
});

test("what is forgotten during a compilation stays forgotten", async () => {
  const { project, session, compile } = opened();
  const [one, two] = await compile();
  project.write("workflows/_chalk.ts", `export const style = "in wax";\n`);
  const during = compile();
  session.forget((each) => each === project.path("workflows/_ink.ts"));
  expect((await during)[0]).toBe(one);
  const after = await compile();
  expect(after[0]).toEqual(one);
  expect(after[0]).not.toBe(one);
  expect(after[1]).not.toBe(two);
});
