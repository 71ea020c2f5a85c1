import { type FoundMail, nameFound } from '../../domain/mail/found-mail.ts';
import type { FoundPage } from '../../inspection/find/find-page.ts';
import type { TargetDocument } from '../target-document.ts';

/** The document of `find --format json`, schema 1. */
export const foundDocument = (target: TargetDocument, { mails, searched, stalled, next }: FoundPage) => ({
  schema: 1,
  target,
  mails: mails.map(foundMailDocument),
  searched: { ...searched, backTo: searched.backTo?.toISOString() ?? null, stalled },
  next,
});

/** `id` is null where Odoo has deleted the mail's row; `name` is what `explain` takes for it. */
export const foundMailDocument = (mail: FoundMail) => ({
  name: nameFound(mail),
  id: mail.mailId,
  messageId: mail.messageId,
  state: mail.state.kind === 'row' ? mail.state.state : null,
  deleted: mail.state.kind === 'deleted',
  outcome: mail.state.kind === 'deleted' ? mail.state.outcome : null,
  date: mail.date?.toISOString() ?? null,
  subject: mail.subject,
  document: mail.document === null ? null : { ...mail.document, name: mail.documentName },
  from: mail.from,
  to: mail.plain,
  recipients: mail.recipients,
  failureReason: mail.failureReason,
});
