import { lookup, lookupService } from 'node:dns/promises';
import { hostname } from 'node:os';
import { pause } from './pause.ts';

/** A name lookup that hangs must not hold up the probe longer than this, ms. */
const patienceMs = 2000;

/**
 * The EHLO name Odoo would use on this machine: smtplib's `local_hostname` (Lib/smtplib.py, SMTP.__init__), which is
 * `socket.getfqdn()` when that has a dot, else the machine's address in brackets.
 */
export const findHeloName = async (signal: AbortSignal): Promise<string> => {
  const found = new AbortController();
  const gaveUp = pause(patienceMs, AbortSignal.any([signal, found.signal])).then(() => '[127.0.0.1]');
  const name = await Promise.race([askSystem(), gaveUp]);
  found.abort(new Error('found'));
  signal.throwIfAborted();
  return name;
};

const askSystem = async (): Promise<string> => {
  const name = hostname();
  const address = await lookup(name).catch(() => undefined);
  if (address === undefined) return name.includes('.') ? name : '[127.0.0.1]';
  const canonical = await lookupService(address.address, 25).then(
    (service) => service.hostname,
    () => name,
  );
  const fullName = [canonical, name].find((candidate) => candidate.includes('.') && candidate !== address.address);
  return fullName ?? `[${address.family === 4 ? address.address : '127.0.0.1'}]`;
};
