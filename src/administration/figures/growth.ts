interface Sample {
  total: number;
  /** Milliseconds. */
  at: number;
}

/** How fast something that is only counted up grows. */
export class Growth {
  private samples: Sample[] = [];

  /** @param reach seconds over which it may be asked for */
  constructor(private readonly reach: number) {}

  /** @param at milliseconds, of a steady clock */
  note(total: number, at: number): void {
    const kept = this.samples.findLastIndex((sample) => at - sample.at >= this.reach * 1_000);
    this.samples = [...this.samples.slice(Math.max(kept, 0)), { total, at }];
  }

  /** What came in a second, over the last `seconds` of them, or over as many as are known. */
  perSecond(seconds: number): number {
    const last = this.samples.at(-1);
    if (last === undefined) return 0;
    const first = this.samples.findLast(({ at }) => last.at - at >= seconds * 1_000) ?? this.samples[0];
    if (first === undefined || first === last) return 0;
    return ((last.total - first.total) / (last.at - first.at)) * 1_000;
  }
}
