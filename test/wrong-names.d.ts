/** Names as authors get them wrong, made from the right one. */
export interface WrongName {
    readonly how: string;
    readonly name: string;
}
/** None that is the same; which letter it is about follows from the name. */
export declare function wrongNames(right: string): readonly WrongName[];
