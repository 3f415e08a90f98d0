/**
 * The order of test files: the slowest begin first, so that none of them is left over at the end with one busy core.
 * Without this, large files begin first, and the slowest are small.
 */
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { nameOf, readDurations } from "./durations.ts";

export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const recorded = readDurations();
    // One that is not recorded yet may take long.
    const seconds = ({ moduleId }: TestSpecification): number => recorded[nameOf(moduleId)] ?? Infinity;
    return (await super.sort(files)).toSorted(
      (a, b) => Number(seconds(b) > seconds(a)) - Number(seconds(b) < seconds(a)),
    );
  }
}
