/** Milliseconds between two `typing_start` of one who goes on, and of silence after which one has stopped. */
const AGAIN = 3_000;
const SILENCE = 4_000;

/** Tells the room that one is typing: not at each key, and that one has stopped. */
export class OwnTyping {
  private readonly tell: (event: 'typing_start' | 'typing_stop') => void;
  private toldAt = 0;
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(tell: (event: 'typing_start' | 'typing_stop') => void) {
    this.tell = tell;
  }

  key(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.stop(), SILENCE);
    if (Date.now() - this.toldAt < AGAIN) return;
    this.toldAt = Date.now();
    this.tell('typing_start');
  }

  /** @param tell false where what was sent says it already */
  stop(tell = true): void {
    clearTimeout(this.silence);
    if (this.toldAt === 0) return;
    this.toldAt = 0;
    if (tell) this.tell('typing_stop');
  }
}
