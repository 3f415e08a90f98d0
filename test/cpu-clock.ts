/** Processor time, for bounds on work: unlike the clock on the wall it is about the same on a busy machine. */
import process from "node:process";

/** Gives the seconds that this process has worked since. */
export function cpuClock(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  };
}
