import { useState, type RefObject } from 'react';

export interface Playback {
  isPlaying: boolean;
  /** Seconds. */
  position: number;
  length: number;
  toggle(): void;
  seek(position: number): void;
  handlers: {
    onPlay(): void;
    onPause(): void;
    onEnded(): void;
    onTimeUpdate(): void;
    onDurationChange(): void;
  };
}

/** One at a time. */
let playing: HTMLAudioElement | null = null;

/** @param known seconds, where they are known: recordings of browsers do not say their length */
export function usePlayback(audio: RefObject<HTMLAudioElement | null>, known: number): Playback {
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [heard, setHeard] = useState(0);
  const length = known > 0 ? known : heard;

  const toggle = (): void => {
    const player = audio.current;
    if (!player) return;
    if (!player.paused) player.pause();
    // A sound that cannot be played tells so by an event too.
    else player.play().catch(() => setPlaying(false));
  };
  const seek = (to: number): void => {
    setPosition(to);
    if (audio.current) audio.current.currentTime = to;
  };

  return {
    isPlaying,
    position: Math.min(position, length || position),
    length,
    toggle,
    seek,
    handlers: {
      onPlay: () => {
        if (playing !== audio.current) playing?.pause();
        playing = audio.current;
        setPlaying(true);
      },
      onPause: () => setPlaying(false),
      onEnded: () => seek(0),
      onTimeUpdate: () => setPosition(audio.current?.currentTime ?? 0),
      onDurationChange: () => {
        const duration = audio.current?.duration ?? 0;
        if (Number.isFinite(duration)) setHeard(duration);
      },
    },
  };
}
