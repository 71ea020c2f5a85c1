import { classify } from './classify-reply.ts';

/** The addresses that a stored failure says were refused, in lower case; empty where it names nobody. */
export const refusedRecipients = (failure: string | null): readonly string[] =>
  classify(failure ?? '').reply.recipients.map((address) => address.toLowerCase());

/** Whether a text with addresses, as a To line or a partner's address, holds that refused address. */
export const mentionsAddress = (text: string | null, refused: string): boolean =>
  text?.toLowerCase().includes(refused) === true;
