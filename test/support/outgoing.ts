import dns from 'node:dns';
import { Socket } from 'node:net';
import { jest } from '@jest/globals';

/** What this process asks of others, the service and the tests alike, whatever library does it. */
export interface Outgoing {
  /** Where a connection was tried to, `host:port` or a path, and which name was looked up, `dns:name`. */
  readonly places: Set<string>;
  stop(): void;
}

type Target = string | number | { host?: string; port?: number | string; path?: string };

/** Watches below HTTP, TLS and every client: nothing leaves the process but through these. */
export function watchOutgoing(): Outgoing {
  const places = new Set<string>();
  const { connect } = Socket.prototype;
  const spies = [
    jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (this: Socket, ...args: unknown[]) {
      places.add(placeOf(args));
      return Reflect.apply(connect, this, args) as Socket;
    }),
    ...[dns, dns.promises].flatMap((resolver) => lookUps(resolver, places)),
  ];
  return { places, stop: () => spies.forEach((spy) => spy.mockRestore()) };
}

/** `connect(options)`, `connect(port, host)`, `connect(path)`, or the list that Node makes of these. */
function placeOf(args: unknown[]): string {
  const [target, host] = (Array.isArray(args[0]) ? args[0] : args) as [Target, unknown];
  if (typeof target === 'object') return target.path ?? `${target.host ?? 'localhost'}:${target.port}`;
  if (typeof target === 'string' && !/^\d+$/.test(target)) return target;
  return `${typeof host === 'string' ? host : 'localhost'}:${target}`;
}

/** `lookup`, and every `resolve…`. */
function lookUps(resolver: object, places: Set<string>) {
  const functions = resolver as Record<string, (...args: unknown[]) => unknown>;
  return Object.keys(functions)
    .filter((name) => /^(lookup|resolve)/.test(name) && typeof functions[name] === 'function')
    .map((name) => {
      const original = functions[name]!;
      return jest.spyOn(functions, name).mockImplementation((...args) => {
        places.add(`dns:${String(args[0])}`);
        return Reflect.apply(original, resolver, args);
      });
    });
}
