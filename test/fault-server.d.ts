/**
 * fal's queue, storage and files on this machine, which goes wrong as a script says. The unmodified @fal-ai/client talks to
 * it: `fault-preload.mjs` leads a process's requests here. Every stage answers rightly where the script is silent.
 */
import { type IncomingMessage, type ServerResponse } from "node:http";
export type Stage = "submit" | "status" | "result" | "cancel" | "upload-start" | "upload" | "file";
/** How one request is answered. `right` is the right answer, as JSON text or the bytes of a file. */
export type Answer = (exchange: Exchange) => void;
export interface Exchange {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly right: Buffer;
    readonly contentType: string;
}
/** For each stage its answers in order; the last is repeated. */
export type Script = Partial<Record<Stage, readonly Answer[]>>;
export interface Seen {
    readonly stage: Stage;
    readonly url: string;
    readonly key: string | undefined;
    readonly body: string;
}
export declare class FaultServer {
    #private;
    readonly seen: Seen[];
    url: string;
    /** `output`: the model's answer, with `URL` for the server's own address in it. */
    constructor(script?: Script, output?: object | null);
    start(): Promise<this>;
    stop(): void;
    count(stage: Stage): number;
}
export declare const ok: Answer;
/** The connection ends after `share` of the body; 0 is before the first byte of it. */
export declare const cut: (share?: number, chunked?: boolean) => Answer;
export declare const reset: Answer;
export declare const hang: Answer;
/** Headers and a part of the body, and then nothing. */
export declare const stall: Answer;
/** Byte by byte, `ms` between them. */
export declare const drip: (ms: number) => Answer;
export declare const json: (status: number, body: unknown, headers?: Record<string, string>) => Answer;
export declare const text: (status: number, body: string, headers?: Record<string, string>) => Answer;
export declare const html: (status?: number) => Answer;
/** The right body under another content type. */
export declare const typed: (type: string | undefined) => Answer;
/** It claims to be compressed. */
export declare const brokenGzip: Answer;
/** It claims to be longer or shorter than it is. */
export declare const wrongLength: (difference: number) => Answer;
export declare const notHttp: Answer;
export declare const redirect: (status: number, location: string) => Answer;
/** More than a process wants to hold. */
export declare const endless: Answer;
