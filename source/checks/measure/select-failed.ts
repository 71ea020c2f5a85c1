import type { MailSelection } from '../../domain/mail/mail-selection.ts';
import type { CheckContext } from '../context.ts';
import { ifPossible } from './if-possible.ts';

/**
 * The failed mails for a reader: those that the queue's own read found, so that few of them need no other scan of
 * mail_mail, whose state has no index, and none no statement at all. By their state where that could not be read.
 */
export const selectFailed = async (context: Pick<CheckContext, 'readQueue' | 'signal'>): Promise<MailSelection> => {
  const queue = await ifPossible(context, context.readQueue());
  return queue?.mails.inState('exception').selection ?? 'exception';
};
