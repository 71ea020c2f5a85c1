/** Fields of Odoo's form for a mail server, and the keys of odoo.conf that say the same; longer ones first. */
const wordings: readonly (readonly [RegExp, string])[] = [
  [
    /Settings > Technical > Outgoing Mail Servers, fields Username and Password/g,
    'smtp_user and smtp_password of odoo.conf',
  ],
  [/, or choose \w+ OAuth Authentication in Authenticate with\b/g, '; OAuth needs a mail server of Odoo’s own list'],
  [
    /Username \(([^)]*)\) and Password \(([^)]*)\) of the outgoing mail server/g,
    'smtp_user ($1) and smtp_password ($2) of odoo.conf',
  ],
  [/Username and Password of the outgoing mail server/g, 'smtp_user and smtp_password of odoo.conf'],
  [/Username of the outgoing mail server/g, 'smtp_user of odoo.conf'],
  [/Password of the outgoing mail server/g, 'smtp_password of odoo.conf'],
  [/Connection Encryption to TLS \(STARTTLS\)/g, 'smtp_ssl to True (STARTTLS)'],
  [/\bon the outgoing mail server\b/g, 'on a mail server of Odoo’s own list'],
  [/\bthe outgoing mail server\b/g, 'odoo.conf'],
];

/** Advice for a server that odoo.conf sets up: it leads to the file, not to a menu where there is no such server. */
export const adviseConfiguration = (advice: string): string =>
  wordings.reduce((text, [field, key]) => text.replace(field, key), advice);
