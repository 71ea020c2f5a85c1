import type { CheckContext } from '../../../checks/context.ts';
import { UserError } from '../../../domain/errors.ts';
import { readServerFits, type ServerFit } from '../measure-server-fits.ts';

/** A server through which something does not fit, with its limit in bytes. */
export type TightFit = ServerFit & { readonly limit: number };

/** @throws UserError when the subject is no such server. */
export const requireTightFit = async (context: CheckContext, subject: string | null): Promise<TightFit> => {
  const fit = (await readServerFits(context)).find(({ session }) => session.relay.subject === subject);
  if (fit !== undefined && fit.limit !== undefined && fit.tooLarge.length > 0) return { ...fit, limit: fit.limit };
  throw new UserError(
    fit === undefined ? 'Which server?' : `Every mail fits through ${fit.session.relay.title}.`,
    'Name one that the check of sizes complains about: --subject server:ID.',
  );
};
