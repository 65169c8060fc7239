/** A file without what is neither picture nor colour. */
export interface Cleaned {
  bytes: Buffer;
  /** Whether anything was left out. */
  changed: boolean;
}

/** @param parts pieces of `whole`, in their order */
export function joined(parts: readonly Buffer[], whole: Buffer): Cleaned {
  const bytes = Buffer.concat(parts);
  return { bytes, changed: bytes.length < whole.length };
}
