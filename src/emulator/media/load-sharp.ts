/**
 * sharp, loaded with the first picture: it is a native library, and most commands never draw. `limitInputPixels` in
 * `INPUT_LIMITS` keeps a small file that claims to be a huge picture from using up memory.
 */
export async function loadSharp() {
  const { default: sharp } = await import("sharp");
  return sharp;
}

export const INPUT_LIMITS = { limitInputPixels: 100_000_000, failOn: "error" } as const;
