export declare function accepted(prompt: string, steps: number | undefined): Promise<(string | number | boolean)[]>;
export declare function refused(prompt: string): Promise<any>;
