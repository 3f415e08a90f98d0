/** Its folder, which the caller removes. */
export declare function authoringProject(files?: Readonly<Record<string, string>>): string;
