import { readMailboxes } from './mailbox.ts';

/** The address of a text that holds exactly one; undefined where it holds none or several. */
export const readSoleAddress = (text: string): string | undefined => {
  const [mailbox, ...others] = readMailboxes(text);
  return others.length === 0 ? mailbox?.address : undefined;
};
