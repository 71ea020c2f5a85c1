/** A file that goes out with a mail. */
export interface MailAttachment {
  readonly mailId: number;
  readonly id: number;
  readonly name: string;
  readonly mimeType: string | null;
  /** Bytes, before encoding. */
  readonly size: number | null;
  readonly content: AttachmentContent;
}

export type AttachmentContent =
  | { readonly kind: 'database' }
  /** Relative to the filestore of this database, below odoo.conf's data_dir. */
  | { readonly kind: 'filestore'; readonly path: string }
  | { readonly kind: 'link'; readonly url: string | null }
  | { readonly kind: 'empty' };

/** What a mail weighs before encoding, in bytes. */
export interface MailSize {
  readonly mailId: number;
  readonly body: number;
  readonly attachments: number;
  /** The part of `attachments` that belongs to a business record: all that Odoo can put a link in place of (18+). */
  readonly linkable: number;
  readonly attachmentCount: number;
}

/** The same as it goes out, in bytes. */
export interface WireSize {
  /** With all its attachments. */
  readonly whole: number;
  /** With links in place of those that can be linked. */
  readonly linked: number;
  /** As 18 and later estimate the whole mail before they decide. */
  readonly estimate: number;
}

/** What Odoo itself adds for headers and parts (`_estimate_email_size`, addons/mail/models/mail_mail.py, 18+). */
const headers = 10 * 1024;

/** Attachments go out in base64 with their line ends, the body as text and as HTML. */
export const weigh = ({
  body,
  attachments,
  linkable,
}: Pick<MailSize, 'body' | 'attachments' | 'linkable'>): WireSize => ({
  // RFC 2045 §6.8: 57 bytes become a line of 76 characters and its end.
  whole: Math.ceil(attachments * (78 / 57)) + 2 * body + headers,
  linked: Math.ceil((attachments - linkable) * (78 / 57)) + 2 * body + headers,
  estimate: Math.ceil(attachments * (4 / 3)) + body + headers,
});

/**
 * The bytes that leave: beyond `links` bytes Odoo puts links in place of the attachments of a business record, and of
 * those alone (`_prepare_outgoing_list`); undefined before 18, which has no links.
 */
export const sentSize = ({ whole, linked, estimate }: WireSize, links: number | undefined): number =>
  links !== undefined && estimate > links ? linked : whole;
