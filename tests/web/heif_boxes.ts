/**
 * Turns a HEIC or AVIF picture without coding it again: adds the property that says how to show it. The
 * programs at hand write no such files. Takes the plain files that libheif writes: one picture, all of
 * whose boxes have short lengths.
 */

interface Box {
  readonly start: number;
  readonly end: number;
}

const headBytes = 8;

/** The first box of a name within [from, to). */
function find(bytes: Buffer, name: string, from: number, to: number): Box {
  for (let at = from; at + headBytes <= to; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + headBytes) === name) return { start: at, end: at + length };
    at += Math.max(length, headBytes);
  }
  throw new Error(`the file has no box "${name}"`);
}

const countOf = (bytes: Buffer, box: Box): number => {
  let count = 0;
  for (let at = box.start + headBytes; at < box.end; at += bytes.readUInt32BE(at)) count += 1;
  return count;
};

function property(name: string, value: number): Buffer {
  const box = Buffer.alloc(headBytes + 1, value);
  box.writeUInt32BE(box.length, 0);
  box.write(name, 4, 'latin1');
  return box;
}

/** @param quarters how often the picture is to be turned by 90° against the clock when it is shown. */
export function turnedHeif(original: Buffer, quarters: number): Buffer {
  const meta = find(original, 'meta', 0, original.length);
  const inMeta = meta.start + headBytes + 4;
  const iprp = find(original, 'iprp', inMeta, meta.end);
  const ipco = find(original, 'ipco', iprp.start + headBytes, iprp.end);
  const ipma = find(original, 'ipma', iprp.start + headBytes, iprp.end);
  const iloc = find(original, 'iloc', inMeta, meta.end);
  const added = property('irot', quarters);
  const growth = added.length + 1;
  // The last entry of ipma is the only one: its associations end with the box.
  const association = Buffer.from([0x80 | (countOf(original, ipco) + 1)]);
  const turned = Buffer.concat([
    original.subarray(0, ipco.end),
    added,
    original.subarray(ipco.end, ipma.end),
    association,
    original.subarray(ipma.end),
  ]);
  for (const { start, end } of [meta, iprp]) turned.writeUInt32BE(end - start + growth, start);
  turned.writeUInt32BE(ipco.end - ipco.start + added.length, ipco.start);
  turned.writeUInt32BE(ipma.end - ipma.start + 1, ipma.start + added.length);
  // One more association: its count stands after the version, the number of entries and the picture's id.
  const count = ipma.start + added.length + headBytes + 4 + 4 + 2;
  turned.writeUInt8(turned.readUInt8(count) + 1, count);
  // iloc, version 0: the offset of the one picture moves with the data (version, sizes, count, id, reference).
  const offset = iloc.start + headBytes + 4 + 2 + 2 + 2 + 2;
  turned.writeUInt32BE(turned.readUInt32BE(offset) + growth, offset);
  return turned;
}
