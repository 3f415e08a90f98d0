/** The largest difference to the neighbour, and to the border pixel where the fill started: sums over R, G and B. */
const maxStep = 18;
const maxDrift = 130;

/**
 * 1 for background, 0 for subject, row by row: from every border pixel, the fill spreads to neighbours of nearly the same
 * colour, as long as the colour stays close to where it started. `rgba`: 4 bytes for each pixel. Linear in the number of
 * pixels; a usual picture takes three million comparisons, hence one number for each colour, and one loop.
 */
export function findBackground(rgba: Uint8Array, width: number, height: number): Uint8Array {
  const size = width * height;
  const colours = new Uint32Array(rgba.slice().buffer);
  const background = new Uint8Array(size);
  // What has been reached, and the colour of the border pixel that it was reached from.
  const reached = new Uint32Array(size);
  const starts = new Uint32Array(size);
  let count = 0;
  for (const pixel of borderOf(width, height)) {
    if (background[pixel] === 1) continue;
    background[pixel] = 1;
    starts[count] = at(colours, pixel);
    reached[count++] = pixel;
  }
  for (let next = 0; next < count; next++) {
    const pixel = at(reached, next);
    const start = at(starts, next);
    const colour = at(colours, pixel);
    const x = pixel % width;
    for (let side = 0; side < 4; side++) {
      if ((side === 0 && x === 0) || (side === 1 && x === width - 1)) continue;
      const neighbour = pixel + (side === 0 ? -1 : side === 1 ? 1 : side === 2 ? -width : width);
      if (neighbour < 0 || neighbour >= size || background[neighbour] === 1) continue;
      const its = at(colours, neighbour);
      if (difference(its, colour) > maxStep || difference(its, start) > maxDrift) continue;
      background[neighbour] = 1;
      starts[count] = start;
      reached[count++] = neighbour;
    }
  }
  return background;
}

/** Of two colours, the sum over the three lower bytes. */
function difference(a: number, b: number): number {
  return (
    Math.abs((a & 255) - (b & 255)) +
    Math.abs(((a >> 8) & 255) - ((b >> 8) & 255)) +
    Math.abs(((a >> 16) & 255) - ((b >> 16) & 255))
  );
}

/** The cast: the index is within the array. */
function at(numbers: Uint32Array, index: number): number {
  return numbers[index] as number;
}

function borderOf(width: number, height: number): readonly number[] {
  const border: number[] = [];
  for (let x = 0; x < width; x++) border.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) border.push(y * width, y * width + width - 1);
  return border;
}
