import type { Secret } from '../../domain/secret.ts';
import type { Setting } from '../setting.ts';
import type { OdooSettings } from './conf-settings.ts';

/** What an Odoo's command line says about mail, and about the proxy that its own address depends on. */
export interface SaidSettings {
  readonly smtpServer?: string;
  readonly smtpPort?: number;
  readonly smtpStartTls?: true;
  readonly proxyMode?: true;
  readonly smtpUser?: string;
  readonly smtpPassword?: Secret;
  readonly smtpCertificateFile?: string;
  readonly smtpPrivateKeyFile?: string;
  readonly emailFrom?: string;
  /** Comma-separated. */
  readonly fromFilter?: string;
}

/** Keys of odoo.conf and the options that beat them (odoo/tools/config.py). */
const options = [
  ['smtpServer', 'smtp_server', '--smtp'],
  ['smtpPort', 'smtp_port', '--smtp-port'],
  ['smtpStartTls', 'smtp_ssl', '--smtp-ssl'],
  ['proxyMode', 'proxy_mode', '--proxy-mode'],
  ['smtpUser', 'smtp_user', '--smtp-user'],
  ['smtpPassword', 'smtp_password', '--smtp-password'],
  ['smtpCertificateFile', 'smtp_ssl_certificate_filename', '--smtp-ssl-certificate-filename'],
  ['smtpPrivateKeyFile', 'smtp_ssl_private_key_filename', '--smtp-ssl-private-key-filename'],
  ['emailFrom', 'email_from', '--email-from'],
  ['fromFilter', 'from_filter', '--from-filter'],
] as const;

/** The settings with those of Odoo's command line in their place; `told` is what they are from, as a sentence ends. */
export const overlaySettings = (settings: OdooSettings, said: SaidSettings, told: string): OdooSettings => {
  const from = <Value>(value: Value): Setting<Value> => ({ value, origin: { kind: 'flag', name: told } });
  const { fromFilter, ...plain } = said;
  const given = options.flatMap(([name]) =>
    name === 'fromFilter' || plain[name] === undefined ? [] : [[name, from(plain[name])] as const],
  );
  return {
    ...settings,
    ...Object.fromEntries(given),
    ...(fromFilter === undefined
      ? {}
      : {
          fromFilter: from(
            fromFilter
              .split(',')
              .map((part) => part.trim())
              .filter((part) => part !== ''),
          ),
        }),
  };
};

/** The keys of odoo.conf that the command line beats, with the option that does. */
export const beatenKeys = (said: SaidSettings): ReadonlyMap<string, string> =>
  new Map(options.flatMap(([name, key, option]) => (said[name] === undefined ? [] : [[key, option] as const])));
