export declare const functions: {
    "closure that counts": (w: import("../writing/writer.ts").Writer) => undefined;
    "closure made by a function": (w: import("../writing/writer.ts").Writer) => undefined;
    "used before its declaration": (w: import("../writing/writer.ts").Writer) => undefined;
    "early return": (w: import("../writing/writer.ts").Writer) => undefined;
    "async function inside": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "parameter changed": (w: import("../writing/writer.ts").Writer) => false | undefined;
    mistake: (w: import("../writing/writer.ts").Writer) => false | undefined;
};
