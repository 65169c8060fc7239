import type { MessageView } from '@dealer-messaging/client';

export interface Sound {
  /** Recorded here, and not a piece of music that somebody sent. */
  isVoice: boolean;
  /** Seconds; 0 where nobody knows yet. */
  duration: number;
  waveform: readonly number[];
}

/** What the recorder said counts until the service has listened itself. */
export function soundOf({ media, metadata }: MessageView): Sound {
  const said = metadata?.voice as { duration: number; waveform: number[] } | undefined;
  return {
    isVoice: said !== undefined,
    duration: media?.duration ?? said?.duration ?? 0,
    waveform: media?.waveform ?? said?.waveform ?? [],
  };
}

const BARS = 44;

/** As many bars as there is room for, 0 to 100 each; quiet sounds as high as loud ones. */
export function barsOf(waveform: readonly number[], count = BARS): number[] {
  const loudest = Math.max(1, ...waveform);
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * waveform.length) / count);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * waveform.length) / count));
    return (Math.max(0, ...waveform.slice(from, to)) / loudest) * 100;
  });
}
