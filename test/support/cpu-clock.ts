/** Processor time, for bounds on work: unlike wall-clock time, it is about the same on a busy machine. */
import process from "node:process";

/** Returns a function for the seconds of processor time since this call. */
export function cpuClock(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
}
