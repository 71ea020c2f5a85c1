import { lookup, lookupService } from 'node:dns/promises';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** A name lookup that hangs must not hold up the probe longer than this, ms. */
const patienceMs = 2000;

/**
 * The EHLO name Odoo would use on this machine: smtplib's `local_hostname` (Lib/smtplib.py, SMTP.__init__), which is
 * `socket.getfqdn()` when that has a dot, else the machine's address in brackets.
 */
export const findHeloName = async (signal: AbortSignal): Promise<string> => {
  const patience = new AbortController();
  try {
    const gaveUp = delay(patienceMs, '[127.0.0.1]', { signal: AbortSignal.any([signal, patience.signal]) });
    return await Promise.race([askSystem(), gaveUp]);
  } finally {
    patience.abort();
  }
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
