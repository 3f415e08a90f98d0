import type { Command, Option } from "commander";
import { createCommand } from "../command-line.ts";
import type { Io } from "../io.ts";
import type { OtherFlags } from "./take-fields.ts";

/** A command's own options, which share the command line with a workflow's fields. */
export interface OwnOptions extends OtherFlags {
  /** Names that cannot be a field's flag. */
  readonly names: ReadonlySet<string>;
}

/** `addOptions`: adds the options to a command. */
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
