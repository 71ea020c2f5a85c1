import { lookup, lookupService } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { pause } from '../../lib/pause.ts';
import { type HostsEntry, parseHosts } from './hosts-file.ts';

/** A name lookup that hangs must not hold up the probe longer than this, ms. */
const patienceMs = 2000;

/** What the machine says of itself, as Python's `socket` asks it. */
export interface ClientIdentity {
  /** `gethostname()` */
  readonly hostName: string;
  /** `gethostbyaddr()` of that name: the canonical name and then the aliases; undefined where it fails. */
  readonly names: readonly string[] | undefined;
  /** `gethostbyname()` of that name: IPv4 only; undefined where it fails. */
  readonly ipv4: string | undefined;
}

/**
 * What smtplib says with EHLO (Lib/smtplib.py, SMTP.__init__): `socket.getfqdn()`, which takes the first name with a dot
 * among canonical name and aliases (Lib/socket.py), where it has one; else the machine's address in brackets.
 */
export const nameClient = ({ hostName, names, ipv4 }: ClientIdentity): string => {
  const fullName = names === undefined ? hostName : (names.find((name) => name.includes('.')) ?? names[0] ?? '');
  return fullName.includes('.') ? fullName : `[${ipv4 ?? '127.0.0.1'}]`;
};

/** The EHLO name that Odoo would use on this machine. */
export const findHeloName = async (signal: AbortSignal): Promise<string> => {
  const found = new AbortController();
  const gaveUp = pause(patienceMs, AbortSignal.any([signal, found.signal])).then(() => '[127.0.0.1]');
  const name = await Promise.race([identifyClient().then(nameClient), gaveUp]);
  found.abort(new Error('found'));
  signal.throwIfAborted();
  return name;
};

const identifyClient = async (): Promise<ClientIdentity> => {
  const hostName = hostname();
  const [first, ipv4, hosts] = await Promise.all([
    lookup(hostName).catch(() => undefined),
    lookup(hostName, { family: 4 }).catch(() => undefined),
    readFile('/etc/hosts', 'utf8').then(parseHosts, () => []),
  ]);
  const names = first === undefined ? undefined : await namesOf(first.address, hosts);
  return { hostName, names, ipv4: ipv4?.address };
};

/** getnameinfo() gives no aliases, so that the file is read before the system is asked, as nsswitch.conf has it. */
const namesOf = async (address: string, hosts: readonly HostsEntry[]): Promise<readonly string[] | undefined> => {
  const listed = hosts.find((entry) => entry.address === address);
  if (listed !== undefined) return listed.names;
  const { hostname: name } = await lookupService(address, 25).catch(() => ({ hostname: address }));
  // Where there is no name it answers with the address.
  return name === address ? undefined : [name];
};
