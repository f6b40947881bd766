/**
 * The object that a delta makes of its base; see `gitformat-pack` in git's documentation.
 *
 * @param maxBytes largest object
 * @returns undefined if the delta is damaged, or does not belong to the base
 */
export function applyDelta(base: Buffer, delta: Buffer, maxBytes: number): Buffer | undefined {
  let at = 0;
  const byte = (): number => delta[at++] ?? 0;
  const size = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const next = byte();
      value += (next & 0x7f) * factor;
      if (next < 0x80 || factor > maxBytes) return value;
    }
  };
  if (size() !== base.length) return undefined;
  const targetSize = size();
  if (targetSize > maxBytes) return undefined;
  const target = Buffer.alloc(targetSize);
  let end = 0;
  const append = (from: Buffer, start: number, length: number): boolean => {
    if (start + length > from.length || end + length > targetSize) return false;
    end += from.copy(target, end, start, start + length);
    return true;
  };
  while (at < delta.length) {
    const command = byte();
    if (command < 0x80) {
      if (command === 0 || !append(delta, at, command)) return undefined;
      at += command;
    } else {
      let [offset, length] = [0, 0];
      for (let i = 0; i < 4; i++) if (command & (1 << i)) offset += byte() * 256 ** i;
      for (let i = 0; i < 3; i++) if (command & (16 << i)) length += byte() * 256 ** i;
      if (!append(base, offset, length === 0 ? 0x1_00_00 : length)) return undefined;
    }
  }
  return end === targetSize ? target : undefined;
}
