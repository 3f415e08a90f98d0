/**
 * The order of test files: the slowest begin first, so that none of them is left over at the end with one busy core. Without
 * this, large files begin first, and the slowest are small.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** By processor time, more than 25 s each. Those that work in one thread come before those that start processes. */
const slowest = [
  "generated/generated",
  "generated/refactor",
  "generated/runtime-dependence",
  "guess/all-endpoints",
  "endpoints/changes-property",
  "compiler/2-evaluate/zod-schemas",
  "cli/check-types",
  "compiler/limits",
  "cli/verify",
  "endpoints/print-types",
  "cli/hostile",
  "authoring/editor",
  "cli/run-faults",
  "cli/run-hostile",
  "cli/disk",
  "cli/process",
];

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = slowest.findIndex((name) => moduleId.endsWith(`/test/${name}.test.ts`));
      return at < 0 ? slowest.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
