import { toStaticFrom } from '../../domain/odoo/static-from.ts';
import type { MailConfiguration } from '../../domain/routing/routing-facts.ts';
import type { OdooSettings } from './conf-settings.ts';

/** What odoo.conf decides about the way of a mail. */
export const mailConfigurationOf = ({
  smtpServer,
  smtpPort,
  emailFrom,
  fromFilter,
  staticFrom,
  staticFromKeeps,
}: OdooSettings): MailConfiguration => ({
  smtpServer: smtpServer.value,
  smtpPort: smtpPort.value,
  emailFrom: emailFrom.value,
  fromFilter: fromFilter.value,
  staticFrom: toStaticFrom(staticFrom.value, staticFromKeeps.value),
});

/** How odoo.conf says to enter its own server. */
export const configuredLoginOf = (settings: OdooSettings) => ({
  startTls: settings.smtpStartTls.value,
  user: settings.smtpUser.value,
  password: settings.smtpPassword.value,
  certificateFile: settings.smtpCertificateFile.value,
  privateKeyFile: settings.smtpPrivateKeyFile.value,
});
