import { ifPossible } from './if-possible.ts';
import { measureSessions } from './measure-database.ts';
import { shared } from './shared.ts';

const ownMachine = /^(?:127\.|::1$)/;

/**
 * A sentence for findings about the network where Odoo connects to its database from another address than we do (Docker,
 * another host): they were measured from here, not from there. Undefined where both are one, or nobody can tell.
 */
export const describeVantage = shared(async (context): Promise<string | undefined> => {
  const read = Promise.all([context.odoo.surroundings({ signal: context.signal }), measureSessions(context)]);
  const known = await ifPossible(context, read);
  if (known === undefined) return undefined;
  const [surroundings, sessions] = known;
  const nearby = (address: string | null): string => (address === null || ownMachine.test(address) ? '' : address);
  const ours = surroundings.sameMachine ? '' : nearby(surroundings.ourAddress);
  const theirs = sessions.value
    .filter(({ database }) => database === context.odoo.database)
    .map(({ clientAddress }) => nearby(clientAddress));
  const [first] = theirs;
  if (first === undefined || theirs.includes(ours)) return undefined;
  return `Odoo connects from ${first === '' ? "the database's own machine" : first}, and this was measured from here: there it may be different.`;
});
