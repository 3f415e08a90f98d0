export declare const structures: {
    numbers: {
        "list of numbers": (w: import("../writing/writer.ts").Writer) => string;
        "numbers of records": (w: import("../writing/writer.ts").Writer) => string;
        "sorted numbers": (w: import("../writing/writer.ts").Writer) => string;
        "sorted as strings": (w: import("../writing/writer.ts").Writer) => string;
        toSorted: (w: import("../writing/writer.ts").Writer) => string;
        "mapped numbers": (w: import("../writing/writer.ts").Writer) => string;
        "filtered numbers": (w: import("../writing/writer.ts").Writer) => string;
        "keys of a list": (w: import("../writing/writer.ts").Writer) => string;
        lengths: (w: import("../writing/writer.ts").Writer) => string;
        "list with holes": (w: import("../writing/writer.ts").Writer) => string;
        counted: (w: import("../writing/writer.ts").Writer) => string;
    };
    record: {
        object: (w: import("../writing/writer.ts").Writer) => string;
        "spread, then a key": (w: import("../writing/writer.ts").Writer) => string;
        "keys, then a spread": (w: import("../writing/writer.ts").Writer) => string;
        "spread of two": (w: import("../writing/writer.ts").Writer) => string;
        "conditional spread": (w: import("../writing/writer.ts").Writer) => string;
        "computed keys": (w: import("../writing/writer.ts").Writer) => string;
        "Object.assign": (w: import("../writing/writer.ts").Writer) => string;
        "element record": (w: import("../writing/writer.ts").Writer) => string;
        "found record": (w: import("../writing/writer.ts").Writer) => string;
        "nested record": (w: import("../writing/writer.ts").Writer) => string;
        "undefined key": (w: import("../writing/writer.ts").Writer) => string;
        structuredClone: (w: import("../writing/writer.ts").Writer) => string;
        "satisfies object": (w: import("../writing/writer.ts").Writer) => string;
        "rest of an object": (w: import("../writing/writer.ts").Writer) => string;
    };
    records: {
        "list of objects": (w: import("../writing/writer.ts").Writer) => string;
        "toSorted objects": (w: import("../writing/writer.ts").Writer) => string;
        "mapped objects": (w: import("../writing/writer.ts").Writer) => string;
        "mapped, shared": (w: import("../writing/writer.ts").Writer) => string;
        "filtered objects": (w: import("../writing/writer.ts").Writer) => string;
        "imported JSON": () => string;
        zipped: (w: import("../writing/writer.ts").Writer) => string;
        "copy of a list": (w: import("../writing/writer.ts").Writer) => string;
    };
    table: {
        "object with own keys": (w: import("../writing/writer.ts").Writer) => string;
        fromEntries: (w: import("../writing/writer.ts").Writer) => string;
        "spread table": (w: import("../writing/writer.ts").Writer) => string;
        "fromEntries of entries": (w: import("../writing/writer.ts").Writer) => string;
        "fromEntries of a Map": (w: import("../writing/writer.ts").Writer) => string;
        "reduce to an object": (w: import("../writing/writer.ts").Writer) => string;
        groups: (w: import("../writing/writer.ts").Writer) => string;
    };
    shot: {
        "nested object": (w: import("../writing/writer.ts").Writer) => string;
        "nested without": (w: import("../writing/writer.ts").Writer) => string;
        "deep spread": (w: import("../writing/writer.ts").Writer) => string;
        "shared parts": (w: import("../writing/writer.ts").Writer) => string;
    };
    map: {
        "new Map": (w: import("../writing/writer.ts").Writer) => string;
        "Map of entries": (w: import("../writing/writer.ts").Writer) => string;
        "Map of a Map": (w: import("../writing/writer.ts").Writer) => string;
        "set of a Map": (w: import("../writing/writer.ts").Writer) => string;
    };
    set: {
        "new Set": (w: import("../writing/writer.ts").Writer) => string;
        "Set of words": (w: import("../writing/writer.ts").Writer) => string;
        "add to a Set": (w: import("../writing/writer.ts").Writer) => string;
    };
    edit: {
        "arrow function": (w: import("../writing/writer.ts").Writer) => string;
        "closure made by a call": (w: import("../writing/writer.ts").Writer) => string;
        "composed functions": (w: import("../writing/writer.ts").Writer) => string;
        "function of an object": (w: import("../writing/writer.ts").Writer) => string;
        "named function expression": (w: import("../writing/writer.ts").Writer) => string;
    };
};
