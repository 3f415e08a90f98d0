/** A file's text and syntax tree, and changes of the text at the tree's places. */
import { type TS } from "../../../src/compiler/typescript.ts";
export interface Change {
    readonly start: number;
    readonly end: number;
    readonly text: string;
}
export declare function parseFile(text: string): TS.SourceFile;
/** Changes must not overlap; their order is free. */
export declare function applyChanges(text: string, changes: readonly Change[]): string;
export declare function replacing(node: TS.Node, text: string): Change;
/** Every node below, outermost first, in the order of the text. */
export declare function nodesOf(root: TS.Node): Generator<TS.Node>;
export declare function listNodes<Node extends TS.Node>(root: TS.Node, fits: (node: TS.Node) => node is Node): Node[];
/** The workflow function. */
export declare function workflowOf(tree: TS.SourceFile): TS.FunctionDeclaration;
/** Whether an identifier stands for a variable: not the name of a property, a type or a label. */
export declare function isVariable(node: TS.Identifier): boolean;
