import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';

/** Which machines may be asked for a page. */
export abstract class Reach {
  abstract allowsPort(port: number): boolean;

  /** @param address IPv4 or IPv6, as a resolver or a URL gives it */
  abstract allowsAddress(address: string, port: number): boolean;
}

/** Where web pages are served. */
const PORTS = [80, 443];
/** Of IPv6 only this part is given out to machines of the internet. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');
/** Public by its number, but answered by the cloud's own host beside each machine of Azure. */
const AZURE_HOST = '168.63.129.16';

/**
 * What everybody can reach anyway: the web's ports of public addresses. Everything that leads back inside is refused, by
 * whatever name: private, shared, loopback, link-local (where clouds keep keys), multicast and reserved ranges, and the
 * forms of IPv6 that stand for an IPv4 address.
 */
@Injectable()
export class PublicInternet extends Reach {
  allowsPort(port: number): boolean {
    return PORTS.includes(port);
  }

  allowsAddress(address: string): boolean {
    if (isIP(address) === 0) return false;
    const parsed = ipaddr.parse(address);
    if (parsed.range() !== 'unicast') return false;
    return parsed instanceof ipaddr.IPv6 ? parsed.match(GLOBAL_IPV6) : parsed.toString() !== AZURE_HOST;
  }
}
