import type { Client } from 'pg';
import type { Dialect } from './dialect.ts';

/** The mail settings of odoo.conf. `smtpSsl` means STARTTLS. */
export interface ConfiguredSmtp {
  /** undefined: the option is `False`, there is no fallback server. */
  readonly server: string | undefined;
  readonly port: number;
  readonly smtpSsl: boolean;
  readonly user?: string;
  readonly password?: string;
  readonly emailFrom?: string;
  readonly fromFilter?: string;
}

/** A row of ir_mail_server. */
export interface MailServerRow {
  readonly id: number;
  readonly name: string;
  readonly active: boolean | null;
  readonly smtp_host: string | null;
  readonly smtp_port: number | null;
  readonly smtp_user: string | null;
  readonly smtp_pass: string | null;
  readonly smtp_encryption: string;
  readonly smtp_authentication?: string;
  readonly from_filter?: string | null;
  readonly google_gmail_access_token?: string | null;
  readonly microsoft_outlook_access_token?: string | null;
}

/** Addresses that Odoo writes in place of the author's, where a domain is set up. */
export interface DomainAddresses {
  readonly bounce: string | undefined;
  readonly notifications: string | undefined;
}

/** What a run reads once: servers in Odoo's order, parameters, alias domains. */
export interface MailSettings {
  readonly servers: readonly MailServerRow[];
  readonly parameters: ReadonlyMap<string, string>;
  readonly conf: ConfiguredSmtp;
  /** For a mail that belongs to that alias domain (17+), or to none. */
  addressesFor(aliasDomainId: number | null): DomainAddresses;
}

interface AliasDomainRow {
  readonly id: number;
  readonly name: string;
  readonly bounce_alias: string;
  readonly default_from: string | null;
  readonly of_main_company: boolean;
}

/** Reads the settings as of now; archived servers are among them, because mails may name them. */
export const readSettings = async (client: Client, dialect: Dialect, conf: ConfiguredSmtp): Promise<MailSettings> => {
  const servers = await client.query<MailServerRow>('select * from ir_mail_server order by sequence nulls last, id');
  // Since 20 a parameter without a value counts as undefined.
  const parameters = await client.query<{ key: string; value: string }>(
    'select key, value from ir_config_parameter where value is not null',
  );
  const values = new Map(parameters.rows.map(({ key, value }) => [key, value]));
  const shared = { servers: servers.rows, parameters: values, conf };
  if (!dialect.hasAliasDomains) {
    const addresses = fromParameters(values, conf);
    return { ...shared, addressesFor: () => addresses };
  }
  const domains = await client.query<AliasDomainRow>(`
    select d.id, d.name, d.bounce_alias, d.default_from,
      d.id = (select alias_domain_id from res_company order by id limit 1) as of_main_company
    from mail_alias_domain d`);
  return {
    ...shared,
    addressesFor: (id) =>
      fromDomain(
        domains.rows.find((row) => (id === null ? row.of_main_company : row.id === id)),
        conf,
      ),
  };
};

/** Until 16: mail.catchall.domain, mail.bounce.alias, mail.default.from (odoo/addons/base/models/ir_mail_server.py). */
const fromParameters = (parameters: ReadonlyMap<string, string>, conf: ConfiguredSmtp): DomainAddresses => {
  const domain = parameters.get('mail.catchall.domain');
  const bounceAlias = parameters.get('mail.bounce.alias');
  const defaultFrom = parameters.get('mail.default.from');
  const bounce = domain === undefined || bounceAlias === undefined ? undefined : `${bounceAlias}@${domain}`;
  return { bounce, notifications: completeAddress(defaultFrom, domain) ?? conf.emailFrom };
};

/** Since 17 (addons/mail/models/mail_alias_domain.py): a default_from with an @ stands for itself. */
const fromDomain = (row: AliasDomainRow | undefined, conf: ConfiguredSmtp): DomainAddresses => {
  if (row === undefined) return { bounce: undefined, notifications: conf.emailFrom };
  return {
    bounce: `${row.bounce_alias}@${row.name}`,
    notifications: completeAddress(row.default_from ?? undefined, row.name) ?? conf.emailFrom,
  };
};

const completeAddress = (local: string | undefined, domain: string | undefined): string | undefined => {
  if (local === undefined || local === '' || local.includes('@')) return local === '' ? undefined : local;
  return domain === undefined ? undefined : `${local}@${domain}`;
};
