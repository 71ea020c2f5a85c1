import type { AliasDomain } from '../odoo/alias-domain.ts';
import type { Company } from '../odoo/company.ts';
import type { MailParameters } from '../odoo/mail-parameter.ts';
import type { MailServer } from '../odoo/mail-server.ts';
import type { OdooSeries } from '../odoo/odoo-series.ts';
import type { StaticFrom } from '../odoo/static-from.ts';

/** What odoo.conf says about sending; its defaults where it says nothing. */
export interface MailConfiguration {
  readonly smtpServer: string;
  readonly smtpPort: number;
  readonly emailFrom: string | undefined;
  /** 15+. */
  readonly fromFilter: readonly string[];
  /** smtp_from and smtp_domain_whitelist, which OCA's mail_outbound_static alone reads. */
  readonly staticFrom?: StaticFrom | null | undefined;
}

/**
 * Whose address a mail carries when no from_filter fits. Builds since January 2024 take the notifications address
 * (odoo/odoo pull request 146801), builds of 15 to 17 before it the author's. The tables do not tell which is running.
 */
export type FallbackFrom = 'notifications' | 'author';

/** Everything that decides the way of a mail, besides the mail. */
export interface RoutingFacts {
  readonly series: OdooSeries;
  readonly servers: readonly MailServer[];
  readonly parameters: MailParameters;
  /** Undefined up to 16. */
  readonly aliasDomains: readonly AliasDomain[] | undefined;
  readonly companies: readonly Pick<Company, 'id' | 'aliasDomainId'>[];
  readonly configuration: MailConfiguration;
  /** Of odoo.conf's server, where OCA's mail_outbound_static is installed and smtp_from is set there. */
  readonly staticFrom?: StaticFrom | null | undefined;
  /** `notifications` when not given; 18 and later know nothing else. */
  readonly fallbackFrom?: FallbackFrom | undefined;
}

/** What of a mail decides its way. */
export interface RoutableMail {
  readonly from: string | null;
  readonly forcedServerId: number | null;
  /** The alias domain of the document's company. 17+. */
  readonly aliasDomainId?: number | null | undefined;
  /** As stored; undefined for a mail yet to be written, which gets the catchall address. */
  readonly replyTo?: string | null | undefined;
  /** The user who wrote it, for personal servers (19). Undefined: not known, then the From address tells. */
  readonly userId?: number | null | undefined;
  /** 14 writes them into the envelope. */
  readonly tracking?: MailTracking | undefined;
}

export interface MailTracking {
  readonly mailId: number;
  readonly document: { readonly model: string; readonly id: number } | null;
}
