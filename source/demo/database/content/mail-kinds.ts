/** What a company writes, and how Odoo calls it. */
export interface MailKind {
  readonly model: string;
  /** `%s` is the document's name. */
  readonly subject: string;
  /** The document's name; `%s` is its number. */
  readonly record: string;
  readonly body: string;
  /** How often it is written, relative to the others. */
  readonly share: number;
  /** Name of the attached PDF; `%s` is the document's name. */
  readonly attachment?: string;
  /** Id of the company that writes it. */
  readonly company: number;
  /** A message in a document's history, told to its followers; otherwise a mail of its own to a plain address. */
  readonly isNotification: boolean;
}

export const mailKinds: readonly MailKind[] = [
  {
    model: 'account.move',
    company: 1,
    subject: 'Acme Trading Invoice (Ref %s)',
    record: 'INV/2026/%s',
    body: '<p>Dear customer,</p><p>Here is your invoice <b>%s</b>. Please remit payment at your earliest convenience.</p>',
    share: 26,
    attachment: '%s.pdf',
    isNotification: true,
  },
  {
    model: 'sale.order',
    company: 1,
    subject: 'Acme Trading Order (Ref %s)',
    record: 'S%s',
    body: '<p>Hello,</p><p>Your order <b>%s</b> has been confirmed. Thank you for your trust!</p>',
    share: 22,
    attachment: 'Order - %s.pdf',
    isNotification: true,
  },
  {
    model: 'stock.picking',
    company: 2,
    subject: 'Acme Logistics Delivery Order (Ref %s)',
    record: 'WH/OUT/%s',
    body: '<p>Hello,</p><p>We are glad to inform you that your shipment <b>%s</b> has left our warehouse.</p>',
    share: 20,
    isNotification: true,
  },
  {
    model: 'purchase.order',
    company: 1,
    subject: 'Acme Trading Order (Ref %s)',
    record: 'P%s',
    body: '<p>Dear supplier,</p><p>Please find attached the purchase order <b>%s</b>. Could you confirm the delivery date?</p>',
    share: 8,
    attachment: 'Purchase Order - %s.pdf',
    isNotification: true,
  },
  {
    model: 'project.task',
    company: 3,
    subject: 'Re: %s',
    record: 'Service call %s',
    body: '<p>We looked at <b>%s</b> today and will come back to you tomorrow morning.</p>',
    share: 16,
    isNotification: true,
  },
  {
    model: 'res.users',
    company: 1,
    subject: 'Password reset',
    record: 'Portal access %s',
    body: '<p>A password reset was requested for <b>%s</b>. You may change your password by following the link.</p>',
    share: 8,
    isNotification: false,
  },
];
