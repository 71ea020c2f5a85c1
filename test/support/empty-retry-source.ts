import { SelectedMails } from '../../source/domain/mail/selected-mails.ts';
import type { RetrySource } from '../../source/ui/screens/retry/source.ts';

/** Some of what the retry screen asks of the world. */
export type RetrySourceParts = Partial<RetrySource>;

const unwanted = (): never => {
  throw new Error('there is no such thing behind the retry screen here');
};

/** A queue without mails, where nothing can be done. */
export const emptyRetrySource: RetrySource = {
  select: async () => SelectedMails.none,
  group: async () => new Map(),
  rows: async () => [],
  inspect: async () => undefined,
  servers: async () => [],
  preview: unwanted,
  perform: unwanted,
  newestChange: async () => ({ passed: [], preview: undefined }),
  undo: unwanted,
  previewTest: unwanted,
  sendTest: unwanted,
  export: unwanted,
};
