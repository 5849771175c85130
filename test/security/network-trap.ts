/**
 * Loaded before a program by `--import`: writes down, and ends, every attempt to reach another machine. Child processes
 * of the program inherit it with `NODE_OPTIONS`.
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

/** Throws for a connection that leaves the machine. Node's own callers put all arguments into one list. */
function look(args: readonly unknown[]): void {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const options = typeof first === 'object' && first !== null ? (first as { host?: string; path?: unknown }) : {};
  const host = typeof first === 'number' ? second : options.host;
  const isPipe = typeof first === 'string' || typeof options.path === 'string';
  const name = typeof host === 'string' ? host : 'localhost';
  if (!isPipe && !loopback.test(name)) refuse(`a connection to ${name}`);
}

const sockets = net.Socket.prototype;
// oxlint-disable-next-line typescript/unbound-method -- the proxy passes the socket on
sockets.connect = new Proxy(sockets.connect, {
  apply(connect, socket, args: unknown[]) {
    look(args);
    return Reflect.apply(connect, socket, args) as net.Socket;
  },
});

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
