import type { ClassFacts } from './class-facts.ts';

const encryption = 'Connection Encryption of the outgoing mail server';

/** Securing the connection. */
export const tlsClasses = {
  'tls.cert_expired': {
    title: 'certificate expired',
    cause: 'tls',
    owner: 'provider',
    retry: 'fix',
    advice:
      'The mail server’s certificate has expired, or the clock of the Odoo server is wrong. Renew the certificate on the mail server, and check the date of the Odoo server.',
  },
  'tls.cert_hostname': {
    title: 'certificate for another name',
    cause: 'tls',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The certificate is for another name than the one in SMTP Server. Enter the provider’s own host name there, as printed on the certificate, instead of an alias or an IP address.',
  },
  'tls.cert_untrusted': {
    title: 'certificate not trusted',
    cause: 'tls',
    owner: 'provider',
    retry: 'fix',
    advice: `The mail server’s certificate is self-signed or lacks its intermediate. Install a full chain on the mail server, or in Odoo 18 and newer choose the mode without validation in ${encryption}.`,
  },
  'tls.client_certificate': {
    title: 'client certificate refused',
    cause: 'tls',
    owner: 'odoo',
    retry: 'fix',
    advice:
      'The server wants a certificate of its client, or does not accept the one that Odoo shows. Look at the certificate uploaded in Odoo (outgoing mail server, SSL Certificate and SSL Private Key): its date, its issuer and that the key belongs to it; without one, choose another way in Authenticate with.',
  },
  'tls.cipher': {
    title: 'no common cipher',
    cause: 'tls',
    owner: 'provider',
    retry: 'fix',
    advice:
      'Odoo’s machine and the mail server have no cipher in common, mostly because the server is old. Update the mail server’s TLS settings, or send through another relay.',
  },
  'tls.handshake_cut': {
    title: 'TLS handshake cut off',
    cause: 'tls',
    owner: 'host',
    retry: 'fix',
    advice: `The connection was cut during the TLS handshake, by a middlebox or because the port speaks something else. Check port and ${encryption}, then firewall and antivirus between Odoo and the server.`,
  },
  'tls.protocol_version': {
    title: 'TLS version not shared',
    cause: 'tls',
    owner: 'provider',
    retry: 'fix',
    advice:
      'One side speaks only TLS 1.0 or 1.1, which the other refuses. Update the mail server to TLS 1.2 or newer, or send through another relay.',
  },
  'tls.starttls_not_offered': {
    title: 'STARTTLS not offered',
    cause: 'tls',
    owner: 'odoo',
    retry: 'fix',
    advice: `This port does not offer STARTTLS. Set ${encryption} to SSL/TLS with port 465, or to None for a relay on the same machine; on the way a firewall may strip STARTTLS.`,
  },
  'tls.starttls_required': {
    title: 'STARTTLS required',
    cause: 'tls',
    owner: 'odoo',
    retry: 'fix',
    advice: `The server wants encryption before anything else. Set ${encryption} to TLS (STARTTLS) with port 587, or to SSL/TLS with port 465.`,
  },
  'tls.wrong_mode': {
    title: 'wrong TLS mode for the port',
    cause: 'tls',
    owner: 'odoo',
    retry: 'fix',
    advice: `SSL/TLS was chosen on a port that starts in plain text. Set ${encryption} to TLS (STARTTLS) for ports 25, 587 and 2525, or use port 465.`,
  },
} as const satisfies Readonly<Record<string, ClassFacts>>;
