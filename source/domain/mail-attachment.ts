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
  readonly attachmentCount: number;
}
