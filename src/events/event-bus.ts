import { Injectable, Logger } from '@nestjs/common';
import { withoutDeadline } from '../common/index.js';

type EventClass<E> = abstract new (...args: never[]) => E;
type Listener<E> = (event: E) => void | Promise<void>;

/**
 * Carries what has happened from the services to whoever listens, inside this process. Services publish after their
 * transaction has committed; events are plain data. Listeners are called at once and in the order of publishing, and
 * a listener that fails is logged: it can neither undo what happened nor keep others from hearing of it.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly listeners = new Map<EventClass<unknown>, Listener<never>[]>();

  on<E>(type: EventClass<E>, listener: Listener<E>): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  publish(event: object): void {
    withoutDeadline(() => this.tell(event));
  }

  private tell(event: object): void {
    for (const listener of this.listeners.get(event.constructor as EventClass<unknown>) ?? []) {
      try {
        Promise.resolve(listener(event as never)).catch((error: unknown) => this.report(event, error));
      } catch (error) {
        this.report(event, error);
      }
    }
  }

  private report(event: object, error: unknown): void {
    this.logger.error({ err: error, event: event.constructor.name }, 'A listener failed');
  }
}
