/**
 * Gives the memory of a piece back at once; nobody may look at it afterwards. Left to the collector, pieces of which
 * thousands pass by gather to 64 MB before it begins. A view of larger memory stays.
 */
export function release({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
