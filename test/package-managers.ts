/**
 * The packed package as npm, pnpm, Yarn Plug'n'Play and npm workspaces install it, and the commands that people start
 * with. `npx tsx test/package-managers.ts falc-0.1.0.tgz [npm|pnpm|yarn|yarn-workspaces|workspaces…]`; needs a package
 * registry, but not fal.
 */
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

type Command = readonly [program: string, ...argv: string[]];

interface Installation {
  /** Relative to the created folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The folder of the workflows. */
  readonly project?: string;
  readonly install: Command;
  /** The command that starts falc. */
  readonly falc: Command;
  /** Tried first. */
  readonly commands?: readonly Shown[];
}

/** The arguments of a command, and what its output must contain. */
type Shown = readonly [argv: readonly string[], shows: string];

const [packed = "", ...wanted] = process.argv.slice(2);
const tarball = path.resolve(packed);
const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "falc-installs-")));
const tools = path.join(folder, "tools");
const pnpm = path.join(tools, "node_modules/.bin/pnpm");
const yarn = path.join(tools, "node_modules/@yarnpkg/cli-dist/bin/yarn.js");

const dependencies = { falc: `file:${tarball}`, zod: "^4.0.0", typescript: "~5.9.3" };
const manifest = { name: "site", private: true, type: "module", dependencies };
const site = json(manifest);
const yarnSettings = "nodeLinker: pnp\nenableGlobalCache: false\nenableTelemetry: false\n";

/** Its helper comes from another workspace package. */
const poster = `import { inBrand } from "@acme/brand";
import { model } from "falc";

const flux = model("fal-ai/flux/dev");

export default async function poster({ subject }: { subject: string }) {
  const photo = await flux({ prompt: inBrand(subject) });
  return { image: photo.images[0].url };
}
`;

const installations: Readonly<Record<string, Installation>> = {
  npm: {
    files: { "package.json": site },
    install: ["npm", "install"],
    falc: ["npx", "--no-install", "falc"],
  },
  pnpm: {
    files: {
      "package.json": site,
      // esbuild works without its install script, which pnpm would fail for.
      "pnpm-workspace.yaml": `strictDepBuilds: false\nstoreDir: ${folder}/store\n`,
    },
    install: [pnpm, "install"],
    falc: [pnpm, "exec", "falc"],
  },
  yarn: {
    files: {
      "package.json": site,
      "yarn.lock": "",
      ".yarnrc.yml": yarnSettings,
    },
    install: [process.execPath, yarn, "install", "--no-immutable"],
    falc: [process.execPath, yarn, "falc"],
  },
  // With a helper in a workspace package, which only Yarn's resolver finds.
  "yarn-workspaces": {
    files: {
      "package.json": json({
        ...manifest,
        workspaces: ["packages/*"],
        dependencies: { ...dependencies, "@acme/brand": "workspace:*" },
      }),
      "yarn.lock": "",
      ".yarnrc.yml": yarnSettings,
      "packages/brand/package.json": json({
        ...manifest,
        name: "@acme/brand",
        exports: "./index.ts",
        dependencies: {},
      }),
      "packages/brand/index.ts":
        "export const inBrand = (subject: string) => `${subject}, in the colours of Acme`;\n",
      "workflows/poster.ts": poster,
    },
    install: [process.execPath, yarn, "install", "--no-immutable"],
    falc: [process.execPath, yarn, "falc"],
    commands: [
      [["compile", "poster"], "workflows/poster.ts -> dist-workflows/poster.json"],
      [["verify", "poster", "--subject", "a red chair", "--timeout", "300"], "same: 1 call, same output"],
    ],
  },
  // With the packages in the root's node_modules, and an import of another workspace package's types.
  workspaces: {
    files: {
      ".git/HEAD": "ref: refs/heads/main\n",
      "package.json": json({ name: "root", private: true, workspaces: ["packages/*"] }),
      "tsconfig.json": json({ files: [], references: [{ path: "./packages/brand" }] }),
      "packages/brand/package.json": json({ name: "@acme/brand", version: "1.0.0", exports: "./index.ts" }),
      "packages/brand/tsconfig.json": json({ compilerOptions: { composite: true } }),
      "packages/brand/index.ts": "export interface Brand { color: string }\n",
      "packages/site/package.json": site,
      "packages/site/workflows/_brand.ts": 'export type { Brand } from "@acme/brand";\n',
    },
    project: "packages/site",
    install: ["npm", "install"],
    falc: ["npx", "--no-install", "falc"],
  },
};

const commands: readonly Shown[] = [
  [["compile"], "workflows/product-shot.ts -> dist-workflows/product-shot.json"],
  [["compile", "--check"], "unchanged"],
  [["check", "--coverage"], "types: TypeScript 5.9.3, no errors"],
  [["run", "product-shot", "--prompt", "a red chair", "--out", "pictures"], "image.png"],
  [["models", "list", "bria", "background"], "fal-ai/bria/background/remove"],
  [["verify", "product-shot", "--prompt", "a red chair", "--timeout", "300"], "same: 2 calls, same output"],
];

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function start([program, ...argv]: Command, cwd: string): Promise<{ out: string; err: string }> {
  return new Promise((resolve, reject) => {
    execFile(program, argv, { cwd, maxBuffer: 50_000_000 }, (error, out, err) => {
      if (error === null) resolve({ out, err });
      else reject(new Error(`${program} ${argv.join(" ")}: ${error.message}\n${out}\n${err}`));
    });
  });
}

async function tryInstallation(name: string, { files, project = ".", install, falc, ...own }: Installation) {
  const root = path.join(folder, name);
  const write = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };
  for (const [file, content] of Object.entries(files)) write(file, content);
  const cwd = path.join(root, project);
  const workflow = fileURLToPath(new URL("../workflows/product-shot.ts", import.meta.url));
  cpSync(workflow, path.join(cwd, "workflows/product-shot.ts"));
  await start(install, root);
  for (const [argv, shows] of [...(own.commands ?? []), ...commands]) {
    const { out, err } = await start([...falc, ...argv], cwd);
    const said = `${name}: falc ${argv.join(" ")}`;
    if (!`${out}${err}`.includes(shows)) throw new Error(`${said} does not show "${shows}":\n${out}\n${err}`);
    if (/^(warning|error)\b/m.test(err)) throw new Error(`${said} complains:\n${err}`);
  }
}

try {
  mkdirSync(tools);
  writeFileSync(path.join(tools, "package.json"), "{}");
  await start(["npm", "install", "--silent", "pnpm@12", "@yarnpkg/cli-dist@4"], tools);
  // In parallel: each mostly waits for the registry.
  const tried = Object.entries(installations).map(async ([name, installation]) => {
    if (wanted.length > 0 && !wanted.includes(name)) return;
    const begun = performance.now();
    await tryInstallation(name, installation);
    process.stdout.write(`${name}: as it should be, ${Math.round((performance.now() - begun) / 1000)} s\n`);
  });
  // The folder is removed only after all have ended.
  const failed = (await Promise.allSettled(tried)).filter(({ status }) => status === "rejected");
  for (const { reason } of failed as PromiseRejectedResult[]) process.stderr.write(`${String(reason)}\n`);
  if (failed.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
