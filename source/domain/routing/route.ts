import type { MailServer } from '../odoo/mail-server.ts';

/** Where Odoo connects to. */
export type RoutedServer =
  | { readonly kind: 'row'; readonly server: MailServer }
  /** 17+: a row that takes everything but its from_filter from odoo.conf (`smtp_authentication` is `cli`). */
  | { readonly kind: 'row-by-conf'; readonly server: MailServer; readonly host: string; readonly port: number }
  /** No row at all: odoo.conf's, which is localhost:25 where it says nothing. */
  | { readonly kind: 'conf'; readonly host: string; readonly port: number };

/** By which rule a server was chosen. */
export type RouteStep =
  /** The message insists on it. */
  | 'forced'
  /** Its from_filter names the From address. */
  | 'address'
  /** Its from_filter names the From domain. */
  | 'domain'
  /** Its from_filter names the notifications address. */
  | 'notifications-address'
  /** Its from_filter names the domain of the notifications address. */
  | 'notifications-domain'
  /** The first without a from_filter. */
  | 'no-filter'
  /** The first, although its from_filter fits nobody. */
  | 'fallback'
  /** 15 and 16: no single address can be read from From, so the first whose from_filter names none, else the first. */
  | 'unreadable-from'
  /** 14 knows no filters: the first. */
  | 'first'
  /** There is no row. */
  | 'conf';

/** Why Odoo will not send. */
export type RouteFailure =
  /** 16+: the server that the message insists on is archived. */
  | { readonly kind: 'archived'; readonly server: MailServer }
  /** 19: the server that the message insists on is somebody else's personal one, or From is not its owner's address. */
  | { readonly kind: 'personal'; readonly server: MailServer }
  /** Neither the mail nor Odoo has an address to send from. */
  | { readonly kind: 'no-from' }
  /** No address can be read from what would become the envelope sender. */
  | { readonly kind: 'bad-from'; readonly from: string };

interface Choice {
  readonly server: RoutedServer;
  readonly why: RouteStep;
}

export interface SendingRoute extends Choice {
  readonly kind: 'sends';
  /** As recipients see it, after rewriting. */
  readonly headerFrom: string;
  /** What MAIL FROM says: bounces go there. */
  readonly envelopeFrom: string;
  readonly replyTo: string;
  /** OCA's mail_outbound_static put its own address in From, whatever Odoo's settings say. */
  readonly isStatic?: true;
}

export interface FailingRoute extends Choice {
  readonly kind: 'fails';
  readonly failure: RouteFailure;
}

export type Route = SendingRoute | FailingRoute;
