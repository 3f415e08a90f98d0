export declare const promises: {
    "promise kept": (w: import("../writing/writer.ts").Writer) => undefined;
    "Promise.all with a pattern": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "Promise.all over a map": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "nested Promise.all": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "awaited twice": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "never awaited": (w: import("../writing/writer.ts").Writer) => void;
    "result unused": (w: import("../writing/writer.ts").Writer) => void | false;
    "waits for": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "pushes in parallel": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "counts in parallel": (w: import("../writing/writer.ts").Writer) => false | undefined;
    "runs beside": (w: import("../writing/writer.ts").Writer) => false | undefined;
};
