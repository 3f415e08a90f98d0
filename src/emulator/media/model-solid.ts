/**
 * A tetrahedron as a binary glTF 2.0 file: the smallest file that a 3D viewer shows. Always the same bytes.
 * https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html#glb-file-format-specification
 */
import type { MadeFile } from "./made-file.ts";

const CORNERS = [1, 1, 1, -1, -1, 1, -1, 1, -1, 1, -1, -1];
const FACES = [0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3];

export function modelSolid(): MadeFile {
  const corners = Buffer.from(Float32Array.from(CORNERS).buffer);
  const faces = Buffer.from(Uint16Array.from(FACES).buffer);
  const scene = {
    asset: { version: "2.0", generator: "falc emulator" },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0, name: "emulated" }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: 4, type: "VEC3", min: [-1, -1, -1], max: [1, 1, 1] },
      { bufferView: 1, componentType: 5123, count: 12, type: "SCALAR" },
    ],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: corners.length, target: 34962 },
      { buffer: 0, byteOffset: corners.length, byteLength: faces.length, target: 34963 },
    ],
    buffers: [{ byteLength: corners.length + faces.length }],
  };
  const json = JSON.stringify(scene);
  const content = [
    ...chunk("JSON", Buffer.from(json.padEnd(Math.ceil(json.length / 4) * 4))),
    ...chunk("BIN\0", Buffer.concat([corners, faces])),
  ];
  const length = content.reduce((sum, part) => sum + part.length, 12);
  const bytes = Buffer.concat([Buffer.from("glTF"), u32(2), u32(length), ...content]);
  return { bytes, contentType: "model/gltf-binary", facts: {} };
}

function chunk(type: string, data: Buffer): Buffer[] {
  return [u32(data.length), Buffer.from(type), data];
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
