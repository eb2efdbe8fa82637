/** Damage to files whose bytes are encrypted: what stands at a place could be any value already. */

/** The bytes with these turned over: each is another afterwards, whatever it was. */
export function turnedOver(bytes: Uint8Array, at: number, length = 1): Buffer {
  const copy = Buffer.from(bytes);
  for (let index = at; index < at + length; index += 1) copy.writeUInt8(copy.readUInt8(index) ^ 0xff, index);
  return copy;
}
