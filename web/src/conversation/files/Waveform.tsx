import classes from './Files.module.css';

/** Pixels of a bar with the space behind it, and of the drawing's height. */
const STEP = 4;
const HEIGHT = 28;
const LEAST = 3;

interface WaveformProps {
  /** 0 to 100 each. */
  bars: readonly number[];
  /** 0 to 1. */
  played: number;
}

export function Waveform({ bars, played }: WaveformProps) {
  return (
    <svg
      className={classes.waveform}
      viewBox={`0 0 ${bars.length * STEP} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {bars.map((bar, index) => {
        const height = Math.max(LEAST, (bar / 100) * HEIGHT);
        const isPlayed = index / bars.length < played;
        return (
          <rect
            key={index}
            className={isPlayed ? classes.played : undefined}
            x={index * STEP}
            y={(HEIGHT - height) / 2}
            width={2.4}
            height={height}
            rx={1.2}
          />
        );
      })}
    </svg>
  );
}
