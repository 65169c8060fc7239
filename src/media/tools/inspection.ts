export type MediaKind = 'image' | 'video' | 'audio' | 'document';

/** What a file shows or plays, as far as it can be told; what cannot is null. */
export interface MediaFacts {
  kind: MediaKind;
  /** Pixels, as shown: orientation and the shape of pixels are applied. */
  width: number | null;
  height: number | null;
  /** Seconds, with up to three decimals. */
  duration: number | null;
  /** Of audio: the peaks of 64 equal parts, 0 (silence) to 100 (as loud as can be). */
  waveform: number[] | null;
}

/** A small still picture of an image or a video, without any metadata. */
export interface Preview {
  bytes: Buffer;
  type: 'image/webp';
  width: number;
  height: number;
}

/** A file that is to be stored instead of the original. */
export interface Replacement {
  path: string;
  /** Bytes. */
  size: number;
  /** Its media type, which may differ from the original's. */
  type: string;
  /** Without a dot. */
  extension: string;
}

export interface Inspection {
  facts: MediaFacts;
  preview: Preview | null;
  replacement: Replacement | null;
  /**
   * What became of the place, the device, the names and texts that a file may carry beside its picture or sound. `none`:
   * there are none. `removed`: the replacement is without them. `kept`: the original may have some, since it is a
   * document, cannot be read, or its tool is not installed.
   */
  metadata: 'none' | 'removed' | 'kept';
}

/** A file to look at, and where to write. */
export interface Work {
  path: string;
  /** A directory of this file's own, which whoever asks removes afterwards. */
  dir: string;
  /** Ends the work; what was started is killed. */
  signal: AbortSignal;
}

/** What is known of a file without opening it. */
export const unread = (kind: MediaKind): Inspection => ({
  facts: { kind, width: null, height: null, duration: null, waveform: null },
  preview: null,
  replacement: null,
  metadata: 'kept',
});
