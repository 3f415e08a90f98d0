import { TestProject } from "./cli-project.ts";
/** Package of this repository → the version it holds. */
export declare const versions: {
    readonly typescript: string;
    readonly "typescript-6": string;
    readonly "typescript-5": string;
};
export type TypeScriptPackage = keyof typeof versions;
export declare function typesProject(files: Readonly<Record<string, string>>, typescript?: TypeScriptPackage | "none"): TestProject;
