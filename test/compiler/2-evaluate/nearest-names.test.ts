import { expect, test } from "vitest";
import { compileText } from "../../support/compile-source.ts";

test("unknown names are all reported; after the first few hundred, no other name is searched for them", () => {
  const names = Array.from({ length: 320 }, (_, index) => `const x${index} = promtp;`);
  const { diagnostics } = compileText(`import { model } from "falc";
const flux = model("fal-ai/flux/dev");
export default async function workflow({ prompt }: { prompt: string }) {
  ${names.join("\n  ")}
  const photo = await flux({ prompt });
  return { photo: photo.images[0].url };
}
`);
  const unknown = diagnostics.filter(({ code }) => code === "name-unknown");
  expect(unknown).toHaveLength(320);
  expect(unknown[0]?.message).toContain("`prompt`");
  expect(unknown.at(-1)?.message).not.toContain("`prompt`");
});
