import { Resolver } from 'node:dns/promises';
import { Injectable } from '@nestjs/common';

/** Finds the addresses of names. */
export abstract class AddressResolver {
  /**
   * @returns every address, IPv4 and IPv6; none when there is no such name, or nobody answers
   * @param signal gives it up
   */
  abstract addressesOf(name: string, signal: AbortSignal): Promise<string[]>;
}

/** Milliseconds for each of the tries. */
const TIMEOUT = 1_500;
const TRIES = 2;

/**
 * Asks the DNS itself. Node's `lookup` would keep a thread of the few that files need too, for as long as a name server
 * likes, and would read names of this machine's own (`/etc/hosts`), to which no link may lead.
 */
@Injectable()
export class DnsResolver extends AddressResolver {
  async addressesOf(name: string, signal: AbortSignal): Promise<string[]> {
    const resolver = new Resolver({ timeout: TIMEOUT, tries: TRIES });
    const cancel = (): void => resolver.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      return found.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }
}
