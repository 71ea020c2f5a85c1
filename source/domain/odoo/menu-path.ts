import type { OdooSeries } from './odoo-series.ts';
import { traitsOf } from './traits.ts';

/** Where one looks in Odoo, by a name of ours. */
type Menu =
  | 'alias-domains'
  | 'companies'
  | 'contacts'
  | 'email-queue'
  | 'general-settings'
  | 'incoming-servers'
  | 'modules'
  | 'outgoing-servers'
  | 'scheduled-actions'
  | 'system-parameters'
  | 'users';

const technical = 'Settings → Technical → ';

/** The entries of the Technical menu, which Odoo shows in developer mode only (base/views/base_menus.xml, 14–19). */
const technicalMenus: Partial<Record<Menu, string>> = {
  'email-queue': 'Email → Emails',
  'incoming-servers': 'Email → Incoming Mail Servers',
  'outgoing-servers': 'Email → Outgoing Mail Servers',
  'scheduled-actions': 'Automation → Scheduled Actions',
  'system-parameters': 'Parameters → System Parameters',
};

/**
 * The way through Odoo's menus of that version: `Settings → Technical → Automation → Scheduled Actions (developer
 * mode)`. Up to 16 the catchall domain is a field of the general settings, from 17 on a list of its own.
 */
export const menuPath = (series: OdooSeries, menu: Menu): string => {
  const inTechnical = technicalMenus[menu];
  if (inTechnical !== undefined) return `${technical}${inTechnical} (developer mode)`;
  switch (menu) {
    case 'alias-domains':
      return traitsOf(series).aliasDomains
        ? `${technical}Email → Alias Domains (developer mode)`
        : 'Settings → General Settings → Discuss → Alias Domain';
    case 'companies':
      return 'Settings → Users & Companies → Companies';
    case 'users':
      return 'Settings → Users & Companies → Users';
    case 'contacts':
      return 'Contacts';
    case 'modules':
      return 'Apps';
    default:
      return 'Settings → General Settings → Discuss';
  }
};
