import type { OdooSeries } from '../../domain/odoo/odoo-series.ts';
import { traitsOf } from '../../domain/odoo/traits.ts';
import type { FailingRoute } from '../../domain/routing/route.ts';

/** Why Odoo will not hand these mails to a server, and what to do about it. */
export const describeRefusal = ({ failure }: FailingRoute, series: OdooSeries): string => {
  switch (failure.kind) {
    case 'archived':
      return `they insist on mail server "${failure.server.name}", which is archived: unarchive it, or choose another in the template or mailing that made them (Settings › Technical › Outgoing Mail Servers)`;
    case 'personal':
      return `they insist on mail server "${failure.server.name}", which is somebody's personal one`;
    case 'no-from':
      return traitsOf(series).aliasDomains
        ? 'they have no sender, and neither has the alias domain (Settings › Technical › Alias Domains)'
        : 'they have no sender, and there is no default one (system parameters mail.default.from and mail.catchall.domain)';
    case 'bad-from':
      return `no address can be read from their sender '${failure.from}'`;
  }
};
