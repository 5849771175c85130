/**
 * Loaded before a program by `--import`: writes down, and ends, every attempt to reach another machine. What the program
 * starts inherits it with `NODE_OPTIONS`.
 */
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import net from 'node:net';

const file = process.env['NETWORK_LOG']!;
const loopback = /^(?:localhost|127(?:\.\d+){3}|::1|::ffff:127(?:\.\d+){3}|0\.0\.0\.0|::)$/;

appendFileSync(file, `watched ${process.argv.slice(1, 3).join(' ')}\n`);

function refuse(what: string): never {
  appendFileSync(file, `asked ${what}\n`);
  throw new Error(`The network is not for this program: ${what}`);
}

// Node's own callers normalize the arguments into one list, with the options first.
const connect = net.Socket.prototype.connect as (...args: unknown[]) => net.Socket;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const [first] = (Array.isArray(args[0]) ? args[0] : args) as [unknown];
  const options = typeof first === 'object' && first !== null ? (first as { host?: string; path?: unknown }) : {};
  const host = typeof first === 'number' ? String(args[1] ?? 'localhost') : (options.host ?? 'localhost');
  const isPipe = typeof first === 'string' || typeof options.path === 'string';
  if (!isPipe && !loopback.test(host)) refuse(`a connection to ${host}`);
  return connect.apply(this, args);
} as typeof net.Socket.prototype.connect;

/** Every function by which names are looked up. */
for (const api of [dns, dns.promises] as unknown as Record<string, unknown>[]) {
  for (const [name, original] of Object.entries(api)) {
    if (!/^(?:lookup|resolve|reverse)/.test(name) || typeof original !== 'function') continue;
    api[name] = (host: string, ...rest: unknown[]): unknown => {
      if (!loopback.test(host)) refuse(`for the address of ${host}`);
      return (original as (...args: unknown[]) => unknown).call(api, host, ...rest);
    };
  }
}

dgram.Socket.prototype.send = () => refuse('for a datagram to be sent');
