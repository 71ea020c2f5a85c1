import type { MailServer } from '../odoo/mail-server.ts';
import { traitsOf } from '../odoo/traits.ts';
import type { RoutedServer } from './route.ts';
import type { RoutingFacts } from './routing-facts.ts';

/** Where a chosen row leads; null stands for odoo.conf (`_connect__`, base/models/ir_mail_server.py). */
export const resolveServer = (
  { series, configuration }: Pick<RoutingFacts, 'series' | 'configuration'>,
  server: MailServer | null,
): RoutedServer => {
  const configured = { host: configuration.smtpServer, port: configuration.smtpPort };
  if (server === null) return { kind: 'conf', ...configured };
  const isByConf = traitsOf(series).hostByConfiguration && server.authentication === 'cli';
  return isByConf ? { kind: 'row-by-conf', server, ...configured } : { kind: 'row', server };
};
