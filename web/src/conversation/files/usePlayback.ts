import { useRef, useState, type RefObject } from 'react';

export interface Playback {
  audio: RefObject<HTMLAudioElement | null>;
  isPlaying: boolean;
  /** Seconds. */
  position: number;
  length: number;
  /** 1 is as it was said. */
  speed: number;
  toggle: () => void;
  seek: (position: number) => void;
  /** To the next one. */
  changeSpeed: () => void;
  handlers: {
    onPlay: () => void;
    onPause: () => void;
    onEnded: () => void;
    onTimeUpdate: () => void;
    onDurationChange: () => void;
  };
}

const SPEEDS = [1, 1.5, 2];

/** One at a time. */
let playing: HTMLAudioElement | null = null;

/** @param known seconds, where they are known: recordings of browsers do not say their length */
export function usePlayback(known: number): Playback {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [position, setPosition] = useState(0);
  const [heard, setHeard] = useState(0);
  const [speed, setSpeed] = useState(1);
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

  const changeSpeed = (): void => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    if (audio.current) audio.current.playbackRate = next;
  };

  return {
    audio,
    isPlaying,
    position: Math.min(position, length || position),
    length,
    toggle,
    seek,
    speed,
    changeSpeed,
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
