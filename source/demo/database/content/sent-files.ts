import { createHash } from 'node:crypto';

/** A file of Odoo's filestore, named by its content as Odoo does (`_compute_checksum`, base/models/ir_attachment.py). */
interface StoredFile {
  readonly checksum: string;
  readonly content: Buffer;
}

const fileOf = (size: number): StoredFile => {
  const content = Buffer.alloc(size, 'Acme Trading. ');
  return { checksum: createHash('sha1').update(content).digest('hex'), content };
};

/** What sent mails had attached: equal files are stored once, so that a few stand for thousands of attachments. */
export const sentFiles: readonly StoredFile[] = Array.from({ length: 12 }, (_, place) =>
  fileOf(38_000 + ((place * 79_190) % 160_000)),
);
