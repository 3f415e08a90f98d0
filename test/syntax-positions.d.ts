/** Kind's name → the names of its properties that hold a node or a list of nodes. */
export declare function readPositions(): ReadonlyMap<string, ReadonlySet<string>>;
