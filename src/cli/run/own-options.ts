import type { Command, Option } from "commander";
import { createCommand } from "../command-line.ts";
import type { Io } from "../io.ts";
import type { OtherFlags } from "./take-fields.ts";

/** What a command has for itself among the flags that a workflow's fields are. */
export interface OwnOptions extends OtherFlags {
  /** Names that a field cannot have as its flag. */
  readonly names: ReadonlySet<string>;
}

/** `addOptions`: gives a command its options. */
export function ownOptions(addOptions: (command: Command) => void, io: Io): OwnOptions {
  const command = createCommand("falc", io);
  addOptions(command);
  const spellings = ({ short, long }: Option) => [short, long].filter((flag) => flag !== undefined);
  return {
    names: new Set([...command.options.map((option) => option.name()), "help"]),
    flags: new Set([...command.options.flatMap(spellings), "-h", "--help"]),
    withValue: new Set(command.options.filter((option) => option.required).flatMap(spellings)),
  };
}
