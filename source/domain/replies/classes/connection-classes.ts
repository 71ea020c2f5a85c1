import type { ClassFacts } from './class-facts.ts';

const encryption = 'Connection Encryption of the outgoing mail server';

/** Reaching the server. */
export const connectionClasses = {
  'conn.closed': {
    title: 'connection closed by the server',
    cause: 'stuck',
    owner: 'odoo',
    retry: 'fix',
    advice: `The server hung up in the middle: wrong security mode for the port, too many failed logins, or an idle session. Check port and ${encryption}; before a retry look which recipients already got the mail.`,
  },
  'conn.not_smtp': {
    title: 'does not speak SMTP',
    cause: 'tls',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'What answers at that host and port does not speak SMTP as a mail server does: a web server, another mail protocol, or a proxy. Check SMTP Server and SMTP Port: 587 goes with TLS (STARTTLS), 465 with SSL/TLS.',
  },
  'conn.out_of_step': {
    title: 'session out of step',
    cause: 'stuck',
    owner: 'odoo',
    retry: 'now',
    advice:
      'The server refused a command because of what was said before in the same session, not because of this mail: mostly the mail before it failed half-way. Retry, a new session begins afresh; if every mail ends so, look at the first failure of that minute.',
  },
  'conn.silent': {
    title: 'server said nothing',
    cause: 'tls',
    owner: 'odoo',
    retry: 'fix',
    advice: `The connection stood, but the server never said a word: usually a plain or STARTTLS client on an SSL port. Set ${encryption} to SSL/TLS for port 465, or use port 587 with TLS (STARTTLS).`,
  },
  'conn.stalled': {
    title: 'server stopped answering',
    cause: 'rate-limit',
    owner: 'provider',
    retry: 'later',
    advice:
      'The server answered at first and then kept silent: it is overloaded, waits for something itself, or delays this sender on purpose. Retry in half an hour; if it stays, ask its administrator what it waited for.',
    waitMinutes: 30,
  },
  'net.dns_not_found': {
    title: 'host name not found',
    cause: 'firewall',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The name in SMTP Server does not exist in the DNS that the Odoo server asks. Correct the host name (a typo, a space, a port behind it), or mend the resolver of the container.',
  },
  'net.dns_temporary': {
    title: 'name lookup failed for now',
    cause: 'firewall',
    owner: 'host',
    retry: 'later',
    advice:
      'The Odoo server’s DNS resolver does not answer. Check /etc/resolv.conf or Docker’s DNS on that machine, then retry; nothing is wrong in Odoo’s settings.',
    waitMinutes: 5,
  },
  'net.not_permitted': {
    title: 'connection not permitted by this machine',
    cause: 'firewall',
    owner: 'host',
    retry: 'fix',
    advice:
      'The operating system of the Odoo server itself forbade the connection: a local firewall rule, SELinux, AppArmor or the sandbox of a container. Allow outgoing connections to the port of the mail server for Odoo’s account on that machine, then retry.',
  },
  'net.refused': {
    title: 'connection refused',
    cause: 'firewall',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Nothing listens at that host and port. Check SMTP Server and SMTP Port; localhost:25 means that Odoo found no outgoing mail server at all and fell back to odoo.conf.',
  },
  'net.reset': {
    title: 'connection reset',
    cause: 'firewall',
    owner: 'host',
    retry: 'fix',
    advice: `The connection was cut from the other side or by a firewall on the way. Check port and ${encryption}, then the firewall of the Odoo server.`,
  },
  'net.timeout': {
    title: 'connection timed out',
    cause: 'firewall',
    owner: 'host',
    retry: 'fix',
    advice:
      'Packets to that port vanish: the hosting firm or a firewall blocks outgoing SMTP. Try port 587 or 2525 in SMTP Port, or ask the hosting firm to open the port.',
  },
  'net.unreachable': {
    title: 'network unreachable',
    cause: 'firewall',
    owner: 'host',
    retry: 'fix',
    advice:
      'There is no route to the address that was tried last, often an IPv6 address on a machine without IPv6; Python keeps only that error, so an IPv4 address of the same name failed before it. Probe the server, which tries both, and mend its IPv4 way first: a blocked port shows there as no answer.',
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;
