import { isSoundOn } from '../settings';

/** Hertz: a fifth, upwards. */
const TONES = [659.3, 987.8];
/** Seconds. */
const TONE_LENGTH = 0.12;
const LOUDNESS = 0.08;
/** Milliseconds: several messages at once are one sound. */
const PAUSE = 1_500;

let context: AudioContext | undefined;
let lastTime = -Infinity;

/** Two soft tones, made here. Browsers keep them silent until the page was used once. */
export function chime(): void {
  if (!isSoundOn() || performance.now() - lastTime < PAUSE) return;
  lastTime = performance.now();
  context ??= new AudioContext();
  void context.resume();
  for (const [index, tone] of TONES.entries()) play(context, tone, context.currentTime + index * TONE_LENGTH);
}

function play(audio: AudioContext, tone: number, start: number): void {
  const source = new OscillatorNode(audio, { frequency: tone });
  const volume = new GainNode(audio, { gain: 0 });
  // Without a rise and a fall it clicks.
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + TONE_LENGTH * 2);
  source.connect(volume).connect(audio.destination);
  source.start(start);
  source.stop(start + TONE_LENGTH * 2);
}
