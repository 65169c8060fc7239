export interface Recorded {
  file: File;
  /** Seconds. */
  duration: number;
  /** How loud it is from its beginning to its end, 0 to 100 each. */
  waveform: number[];
}

export interface Recording {
  /** 0 to 100 each, one every `PEAK_EVERY` milliseconds. */
  readonly peaks: readonly number[];
  /** Seconds. */
  duration: () => number;
  stop: () => Promise<Recorded>;
  /** Also after `stop`, where there is nothing left to do. */
  cancel: () => void;
}

export const PEAK_EVERY = 100;
const MOST_PEAKS = 64;

const FORMATS = [
  { mimeType: 'audio/webm;codecs=opus', type: 'audio/webm', ending: 'webm' },
  { mimeType: 'audio/mp4', type: 'audio/mp4', ending: 'm4a' },
];

/** A page without HTTPS may not listen. */
export const canRecord = (): boolean => 'mediaDevices' in navigator && 'MediaRecorder' in window;

/** @throws DOMException where there is no microphone, or it may not be used */
export async function startRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const format = FORMATS.find(({ mimeType }) => MediaRecorder.isTypeSupported(mimeType));
  if (!format) throw new DOMException('No format that can be sent', 'NotSupportedError');
  const recorder = new MediaRecorder(stream, { mimeType: format.mimeType });
  const meter = new Meter(stream);
  const parts: Blob[] = [];
  const startedAt = performance.now();
  const duration = (): number => (performance.now() - startedAt) / 1000;
  const end = (): void => {
    meter.end();
    for (const track of stream.getTracks()) track.stop();
  };
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();

  return {
    peaks: meter.peaks,
    duration,
    cancel: () => {
      if (recorder.state !== 'inactive') recorder.stop();
      end();
    },
    stop: () => {
      const seconds = Math.round(duration() * 10) / 10;
      const stopped = new Promise<void>((resolve) => {
        recorder.onstop = () => resolve();
      });
      recorder.stop();
      return stopped.then(() => {
        end();
        const file = new File(parts, nameOf(new Date(), format.ending), { type: format.type });
        return { file, duration: Math.max(0.1, seconds), waveform: shortened(meter.peaks) };
      });
    },
  };
}

/** Hears how loud it is. */
class Meter {
  readonly peaks: number[] = [];
  private readonly context = new AudioContext();
  private readonly analyser = this.context.createAnalyser();
  private readonly samples = new Uint8Array(this.analyser.fftSize);
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(stream: MediaStream) {
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    this.timer = setInterval(() => this.peaks.push(this.peak()), PEAK_EVERY);
  }

  end(): void {
    clearInterval(this.timer);
    if (this.context.state !== 'closed') void this.context.close();
  }

  /** Voices are quiet: drawn by its root, one sees them. */
  private peak(): number {
    this.analyser.getByteTimeDomainData(this.samples);
    const loudest = this.samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0);
    return Math.min(100, Math.round(Math.sqrt(loudest / 128) * 100));
  }
}

function shortened(peaks: readonly number[]): number[] {
  const step = Math.max(1, peaks.length / MOST_PEAKS);
  const count = Math.min(peaks.length, MOST_PEAKS);
  return Array.from({ length: count }, (_, index) =>
    Math.max(
      ...peaks.slice(
        Math.floor(index * step),
        Math.max(Math.floor(index * step) + 1, Math.floor((index + 1) * step)),
      ),
    ),
  );
}

function nameOf(now: Date, ending: string): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `ses-${day}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}.${ending}`;
}
