import type { Meaning } from '../meaning.ts';

const encryption = 'Connection Encryption of the outgoing mail server';

/** Reaching the server and securing the connection. */
export const connectionMeanings = {
  'conn.closed': {
    owner: 'odoo',
    retry: 'fix',
    advice: `The server hung up in the middle: wrong security mode for the port, too many failed logins, or an idle session. Check port and ${encryption}; before a retry look which recipients already got the mail.`,
  },
  'conn.silent': {
    owner: 'odoo',
    retry: 'fix',
    advice: `The connection stood, but the server never said a word: usually a plain or STARTTLS client on an SSL port. Set ${encryption} to SSL/TLS for port 465, or use port 587 with TLS (STARTTLS).`,
  },
  'net.dns_not_found': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The name in SMTP Server does not exist in the DNS that the Odoo server asks. Correct the host name (a typo, a space, a port behind it), or mend the resolver of the container.',
  },
  'net.dns_temporary': {
    owner: 'host',
    retry: 'later',
    advice:
      'The Odoo server’s DNS resolver does not answer. Check /etc/resolv.conf or Docker’s DNS on that machine, then retry; nothing is wrong in Odoo’s settings.',
  },
  'net.refused': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'Nothing listens at that host and port. Check SMTP Server and SMTP Port; localhost:25 means that Odoo found no outgoing mail server at all and fell back to odoo.conf.',
  },
  'net.reset': {
    owner: 'host',
    retry: 'fix',
    advice: `The connection was cut from the other side or by a firewall on the way. Check port and ${encryption}, then the firewall of the Odoo server.`,
  },
  'net.timeout': {
    owner: 'host',
    retry: 'fix',
    advice:
      'Packets to that port vanish: the hosting firm or a firewall blocks outgoing SMTP. Try port 587 or 2525 in SMTP Port, or ask the hosting firm to open the port.',
  },
  'net.unreachable': {
    owner: 'host',
    retry: 'fix',
    advice:
      'The Odoo server has no route to that address, often because the name resolves to IPv6 and the server has none. Mend the network or IPv6 on that machine, or enter a host name that resolves to IPv4.',
  },
  'tls.cert_expired': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'The mail server’s certificate has expired, or the clock of the Odoo server is wrong. Renew the certificate on the mail server, and check the date of the Odoo server.',
  },
  'tls.cert_hostname': {
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The certificate is for another name than the one in SMTP Server. Enter the provider’s own host name there, as printed on the certificate, instead of an alias or an IP address.',
  },
  'tls.cert_untrusted': {
    owner: 'provider',
    retry: 'fix',
    advice: `The mail server’s certificate is self-signed or lacks its intermediate. Install a full chain on the mail server, or in Odoo 18 and newer choose the mode without validation in ${encryption}.`,
  },
  'tls.cipher': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'Odoo’s machine and the mail server have no cipher in common, mostly because the server is old. Update the mail server’s TLS settings, or send through another relay.',
  },
  'tls.handshake_cut': {
    owner: 'host',
    retry: 'fix',
    advice: `The connection was cut during the TLS handshake, by a middlebox or because the port speaks something else. Check port and ${encryption}, then firewall and antivirus between Odoo and the server.`,
  },
  'tls.protocol_version': {
    owner: 'provider',
    retry: 'fix',
    advice:
      'One side speaks only TLS 1.0 or 1.1, which the other refuses. Update the mail server to TLS 1.2 or newer, or send through another relay.',
  },
  'tls.starttls_not_offered': {
    owner: 'odoo',
    retry: 'fix',
    advice: `This port does not offer STARTTLS. Set ${encryption} to SSL/TLS with port 465, or to None for a relay on the same machine; on the way a firewall may strip STARTTLS.`,
  },
  'tls.starttls_required': {
    owner: 'odoo',
    retry: 'fix',
    advice: `The server wants encryption before anything else. Set ${encryption} to TLS (STARTTLS) with port 587, or to SSL/TLS with port 465.`,
  },
  'tls.wrong_mode': {
    owner: 'odoo',
    retry: 'fix',
    advice: `SSL/TLS was chosen on a port that starts in plain text. Set ${encryption} to TLS (STARTTLS) for ports 25, 587 and 2525, or use port 465.`,
  },
} as const satisfies Readonly<Record<string, Meaning>>;
