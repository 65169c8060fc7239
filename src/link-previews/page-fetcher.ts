import * as http from 'node:http';
import * as https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AddressResolver } from './address-resolver.js';
import { Reach } from './reach.js';

/** A page as it comes. Whoever has it must read its body to the end, or destroy it. */
export interface Page {
  /** Where it was found in the end. */
  url: URL;
  contentType: string;
  contentEncoding: string;
  body: http.IncomingMessage;
}

/** Nothing is asked, or what is answered is no page. */
export class PageRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'PageRefused';
  }
}

const MOST_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
const HEADERS = {
  'user-agent': 'DealerMessagingLinkPreview/1.0',
  accept: 'text/html',
  'accept-encoding': 'gzip',
};

/**
 * Gets web pages that strangers name. Whatever leads back inside is refused before a connection is made: each name is
 * resolved once, all of its addresses are checked, and the connection is made to one of these very addresses. A redirect
 * is a new link, with the same checks. No cookie, referrer or credential is ever sent.
 */
@Injectable()
export class PageFetcher {
  constructor(
    private readonly reach: Reach,
    private readonly resolver: AddressResolver,
  ) {}

  /**
   * @param signal ends it all, the reading of the body included
   * @throws PageRefused, or the network's error
   */
  async get(link: string, signal: AbortSignal): Promise<Page> {
    let url = parse(link);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const body = await ask(url, await this.allowedAddresses(url, signal), signal);
      try {
        const location = redirection(body);
        if (location === undefined) return page(url, body);
        url = parse(location, url);
      } catch (error) {
        body.destroy();
        throw error;
      }
      body.destroy();
    }
    throw new PageRefused('There are too many redirects');
  }

  /** Whether a browser may be told to load this: no address that is written out leads inside. Names are not resolved. */
  mayBeShown(url: URL): boolean {
    const host = hostOf(url);
    const allowed = isIP(host) === 0 || this.reach.allowsAddress(host, portOf(url));
    return url.protocol === 'https:' && !hasCredentials(url) && allowed;
  }

  private async allowedAddresses(url: URL, signal: AbortSignal): Promise<string[]> {
    const port = portOf(url);
    if (!this.reach.allowsPort(port)) throw new PageRefused(`Port ${port} is not one of the web`);
    const host = hostOf(url);
    const addresses = isIP(host) === 0 ? await this.resolver.addressesOf(host, signal) : [host];
    signal.throwIfAborted();
    if (addresses.length === 0) throw new PageRefused('The name has no address');
    // All of them, or none: a name that also leads inside is not to be trusted with the choice.
    const inside = addresses.find((address) => !this.reach.allowsAddress(address, port));
    if (inside !== undefined) throw new PageRefused(`${inside} is not a public address`);
    return addresses;
  }
}

/** Numbers such as 0x7f.1 or 2130706433 are read as browsers read them, into the address that they stand for. */
function parse(link: string, base?: URL): URL {
  const url = URL.parse(link, base?.href);
  if (url === null) throw new PageRefused('It is not a URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new PageRefused('It is not of the web');
  if (hasCredentials(url)) throw new PageRefused('It has credentials');
  return url;
}

const hasCredentials = ({ username, password }: URL): boolean => username !== '' || password !== '';

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);

/** An IPv6 address stands in brackets in a URL only. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** A connection of its own, to one of these addresses and no other. */
function ask(url: URL, addresses: string[], signal: AbortSignal): Promise<http.IncomingMessage> {
  const { request } = url.protocol === 'https:' ? https : http;
  const options: http.RequestOptions = {
    hostname: hostOf(url),
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    headers: HEADERS,
    lookup: answering(addresses),
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    const call = request(options, resolve).on('error', reject);
    // An answer that is none (another protocol) is told in no other way.
    call.on('close', () => reject(new PageRefused('The connection ended'))).end();
  });
}

/** A `lookup` that knows its answer already. */
function answering(addresses: string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, options, callback) => {
    if (options.all === true) callback(null, all);
    else callback(null, all[0]?.address ?? '', all[0]?.family);
  };
}

function redirection({ statusCode = 0, headers }: http.IncomingMessage): string | undefined {
  return REDIRECTS.includes(statusCode) ? headers.location : undefined;
}

function page(url: URL, body: http.IncomingMessage): Page {
  const { 'content-type': contentType = '', 'content-encoding': contentEncoding = 'identity' } = body.headers;
  if (body.statusCode !== 200) throw new PageRefused(`The answer is ${body.statusCode}`);
  if (!/^\s*text\/html\s*(;|$)/i.test(contentType)) throw new PageRefused('It is not HTML');
  return { url, contentType, contentEncoding, body };
}
