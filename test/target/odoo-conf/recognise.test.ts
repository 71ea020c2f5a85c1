import { describe, expect, test } from 'vitest';
import { requireOdooConf } from '../../../source/target/odoo-conf/recognise.ts';

const file = (text: string) => ({ path: '/srv/file', text, faults: [] });

describe('a file that was named as odoo.conf', () => {
  test.each([
    ['[options]\nworkers = 2\n'],
    ['# only a comment\n'],
    [''],
    ['[odoo_mail_doctor]\nca_file = /srv/ca.pem\n'],
    ['[outgoing_mail.gmail]\nsmtp_host = smtp.gmail.com\n'],
  ])('may be one: %j', (text) => {
    expect(() => requireOdooConf(file(text))).not.toThrow();
  });

  test.each([
    ['root:x:0:0:root:/root:/bin/bash\n', '/srv/file is no odoo.conf: it has no section [options].'],
    ['max_connections = 100\n', '/srv/file is no odoo.conf: it has no section [options].'],
    ['[mysqld]\nport = 3306\n', '/srv/file is no odoo.conf: it has no section [options], only [mysqld].'],
    ['[a]\n[b]\n[c]\n[d]\n', '/srv/file is no odoo.conf: it has no section [options], only [a], [b], [c] and others.'],
  ])('is none: %j', (text, message) => {
    expect(() => requireOdooConf(file(text))).toThrow(message);
  });
});
