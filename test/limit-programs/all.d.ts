export declare const limitPrograms: {
    long: readonly import("./program.ts").LimitProgram[];
    deep: readonly import("./program.ts").LimitProgram[];
    endless: readonly import("./program.ts").LimitProgram[];
    growing: readonly import("./program.ts").LimitProgram[];
    interfaces: readonly import("./program.ts").LimitProgram[];
    squares: readonly import("./program.ts").LimitProgram[];
    nesting: readonly import("./program.ts").LimitProgram[];
};
