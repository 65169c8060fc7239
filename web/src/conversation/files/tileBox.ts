import type { MediaView } from '@dealer-messaging/client';

/** Pixels. */
const WIDEST = 320;
const HIGHEST = 340;
const LEAST = 96;
/** Before the size is known. The tile keeps its place in the list while the picture comes. */
const UNKNOWN = { width: 240, height: 180 };

export interface TileBox {
  width: number;
  aspectRatio: number;
}

export function boxOf(media: MediaView | null): TileBox {
  const width = media?.width ?? media?.thumbnail?.width;
  const height = media?.height ?? media?.thumbnail?.height;
  if (!width || !height) return { width: UNKNOWN.width, aspectRatio: UNKNOWN.width / UNKNOWN.height };
  const scale = Math.min(1, WIDEST / width, HIGHEST / height);
  const shown = { width: Math.max(LEAST, width * scale), height: Math.max(LEAST, height * scale) };
  return { width: Math.round(shown.width), aspectRatio: shown.width / shown.height };
}
