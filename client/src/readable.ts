/** Something that is there and changes. Fits React's `useSyncExternalStore`: `get` gives the same object until it changes. */
export interface Readable<T> {
  readonly get: () => T;
  /** @returns what ends the subscription */
  readonly subscribe: (listener: () => void) => () => void;
}

export class Value<T> implements Readable<T> {
  private readonly listeners = new Set<() => void>();
  private value: T;

  constructor(value: T) {
    this.value = value;
  }

  readonly get = (): T => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(value: T): void {
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }
}

/** `now`, in which lists with the same parts as before are the same lists; `before` itself where nothing is different. */
export function keepSame<T extends object>(before: T, now: T): T {
  let isSame = true;
  const kept = { ...now };
  for (const key of Object.keys(now) as (keyof T)[]) {
    if (areAlike(before[key], now[key])) kept[key] = before[key];
    else isSame = false;
  }
  return isSame ? before : kept;
}

const areAlike = (one: unknown, other: unknown): boolean =>
  Object.is(one, other) ||
  (Array.isArray(one) &&
    Array.isArray(other) &&
    one.length === other.length &&
    one.every((part, i) => Object.is(part, other[i])));
