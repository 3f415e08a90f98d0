import { type Decimal, decimalOf } from "../../lib/decimal.ts";

/** The duration in the header of an MP4 file of the emulator's own (`mvhd`, ISO/IEC 14496-12), in seconds. */
export function mp4Seconds(bytes: Uint8Array): Decimal {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = file.indexOf("mvhd", 0, "latin1");
  if (at < 0) throw new Error("an emulated video has no header");
  // After the name: version and flags, two dates, then the units per second and their number.
  return decimalOf(file.readUInt32BE(at + 20) / file.readUInt32BE(at + 16));
}
