export declare const copies: {
    copy: {
        "spread of a photo": (w: import("../writing/writer.ts").Writer) => string;
        "spread of a photo, then a key": (w: import("../writing/writer.ts").Writer) => string;
        "keys, then a spread of a photo": (w: import("../writing/writer.ts").Writer) => string;
        "Object.assign of a photo": (w: import("../writing/writer.ts").Writer) => string;
        "spread of a copy": (w: import("../writing/writer.ts").Writer) => string;
        "structuredClone of a copy": (w: import("../writing/writer.ts").Writer) => string;
        "rest of a copy": (w: import("../writing/writer.ts").Writer) => string;
        "spread of what is inside": (w: import("../writing/writer.ts").Writer) => string | undefined;
        "call with a whole photo": (w: import("../writing/writer.ts").Writer) => string | undefined;
        "call with a spread photo": (w: import("../writing/writer.ts").Writer) => string | undefined;
        "call with a spread of a result": (w: import("../writing/writer.ts").Writer) => string | undefined;
    };
};
