export type Workflow = (input: never) => Promise<unknown>;
/** `load()` runs the files' top level and gives the workflow; it throws what they throw. */
export declare function prepareProgram(files: Readonly<Record<string, string>>): {
    load(): Workflow;
};
