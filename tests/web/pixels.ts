/** Pictures read by another program (ImageMagick), and compared. */
import { execFileSync } from 'node:child_process';

export function sizeOf(path: string): { readonly width: number; readonly height: number; readonly format: string } {
  const [format = '', width, height] = execFileSync('identify', ['-format', '%m %w %h', path], {
    encoding: 'utf8',
  }).split(' ');
  return { format, width: Number(width), height: Number(height) };
}

/** The picture at `width` by `height` pixels, three bytes each. Decodes every pixel of the file. */
export function shrunk(path: string, width: number, height: number): Buffer {
  const size = `${width}x${height}!`;
  // Alpha goes first: ImageMagick takes another filter for pictures that have it.
  const args = [path, '-auto-orient', '-alpha', 'off', '-resize', size, '-depth', '8', 'rgb:-'];
  const bytes = execFileSync('convert', args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
  if (bytes.length !== width * height * 3)
    throw new Error(`convert gave ${bytes.length} bytes for ${width} × ${height}`);
  return bytes;
}

export function meanSquaredError(a: Buffer, b: Buffer): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return sum / a.length;
}

/** The same pixels in another order, always the same one. */
export function shuffled(pixels: Buffer): Buffer {
  const out = Buffer.from(pixels);
  let seed = 12345;
  for (let i = out.length / 3 - 1; i > 0; i--) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    const j = seed % (i + 1);
    for (let k = 0; k < 3; k++) {
      const kept = out[i * 3 + k] ?? 0;
      out[i * 3 + k] = out[j * 3 + k] ?? 0;
      out[j * 3 + k] = kept;
    }
  }
  return out;
}
