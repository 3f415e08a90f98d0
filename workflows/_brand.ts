/** What every workflow of the shop has in common. */

export const style = "warm studio light, soft shadows, muted background, 50mm lens";

/** Two flags or more would be told apart by the model; a comma list is what the image models were trained on. */
export function avoid(...things: string[]): string {
  return ["text", "watermark", "logo", ...things].join(", ");
}
