import { Peaks, WAVEFORM_PARTS } from './peaks.js';

const RATE = 8_000;

/** Samples of one loudness each second. */
const bytes = (...loudness: number[]): Buffer => {
  const samples = new Int16Array(loudness.flatMap((level) => Array.from({ length: RATE }, () => level)));
  return Buffer.from(samples.buffer);
};
const waveformOf = (...chunks: Buffer[]): number[] | undefined => {
  const peaks = new Peaks();
  for (const chunk of chunks) peaks.add(chunk);
  return peaks.waveform();
};

describe('Peaks', () => {
  it('shows silence, loudness and either sign', () => {
    const waveform = waveformOf(bytes(0, 16_384, -32_768, 0))!;
    expect(waveform).toHaveLength(WAVEFORM_PARTS);
    const quarter = (index: number) => new Set(waveform.slice(index * 16, (index + 1) * 16));
    expect([0, 1, 2, 3].map(quarter)).toEqual([new Set([0]), new Set([50]), new Set([100]), new Set([0])]);
  });

  it('does not depend on how the samples are cut', () => {
    const whole = bytes(0, 20_000, 0, 300);
    const pieces = Array.from({ length: Math.ceil(whole.length / 777) }, (_, index) =>
      whole.subarray(index * 777, (index + 1) * 777),
    );
    expect(waveformOf(...pieces)).toEqual(waveformOf(whole));
  });

  it('stays small and true for ten minutes', () => {
    const peaks = new Peaks();
    const [silence, tone] = [bytes(0), bytes(32_767)];
    for (let second = 0; second < 600; second += 1) peaks.add(second < 300 ? silence : tone);
    const waveform = peaks.waveform()!;
    expect(waveform.slice(0, 31)).toEqual(Array.from({ length: 31 }, () => 0));
    expect(waveform.slice(33)).toEqual(Array.from({ length: 31 }, () => 100));
    expect(peaks.samples).toBe(600 * RATE);
  });

  it('has 64 parts of a click, and none of nothing', () => {
    expect(waveformOf(Buffer.from([0, 64]))).toEqual(Array.from({ length: WAVEFORM_PARTS }, () => 50));
    expect(waveformOf()).toBeUndefined();
    expect(waveformOf(Buffer.of(1))).toBeUndefined();
  });
});
