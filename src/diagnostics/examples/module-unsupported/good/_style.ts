/** What every picture of the shop has in common. */
export const style = "warm studio light, muted background";
