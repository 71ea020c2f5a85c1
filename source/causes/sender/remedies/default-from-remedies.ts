import type { Remedy, RemedyRequest } from '../../../checks/cause.ts';
import type { CheckContext } from '../../../checks/context.ts';
import { measureRelays, type Relay } from '../../../checks/measure/relays.ts';
import { measureRoutingFacts } from '../../../checks/measure/routes.ts';
import type { Plan } from '../../../domain/change/plan.ts';
import { UserError } from '../../../domain/errors.ts';
import { composePlan } from '../../../remedies/compose-plan.ts';
import { addressInput, requireAddress } from './address-input.ts';
import { type AddressChange, planBounceAddress, planDefaultFrom } from './plan-own-address.ts';
import { trySenders } from './try-senders.ts';

/** The login of the server in question, or of the first that mail leads through. */
const findLogin = async (context: CheckContext, subject: string | null): Promise<string | null> => {
  return findUsedLogin(await measureRelays(context), subject);
};

export const findUsedLogin = (
  relays: readonly Pick<Relay, 'subject' | 'routes' | 'user'>[],
  subject: string | null,
): string | null => {
  const relay = relays.find((one) => one.subject === subject) ?? relays.find(({ routes }) => routes.length > 0);
  return relay?.user ?? null;
};

/** A plan of nothing but this change, after every sender of the queue was tried as it would be then. */
const planChange = async (
  context: CheckContext,
  remedy: Remedy,
  request: RemedyRequest,
  { facts, steps, isCached, evidence }: AddressChange,
): Promise<Plan> => {
  if (steps.length === 0) throw new UserError('There is nothing to change: it is like that already.');
  const trial = await trySenders(context, facts);
  return composePlan(remedy, request, {
    transactions: [steps],
    outside: isCached ? [{ kind: 'signal-cache' }] : [],
    affects: { count: steps.length, noun: 'setting' },
    warnings: trial.warnings,
    evidence: [...evidence, ...trial.evidence],
  });
};

/** Whose name mail goes out under when the author's address cannot be used. */
export const defaultFrom: Remedy = {
  id: 'sender.default-from',
  title: 'Set the default From address; it is tried before it is saved',
  risk: 'careful',
  inputs: async (context, subject) => [addressInput('Default From address', await findLogin(context, subject))],
  plan: async (context, request) => {
    const address = requireAddress(request, await findLogin(context, request.subject));
    const change = await planDefaultFrom(context, await measureRoutingFacts(context), address);
    return await planChange(context, defaultFrom, request, change);
  },
};

/** Under which mail is handed over: the login's own address, where a server takes no other. From stays the author's. */
export const bounceAddress: Remedy = {
  id: 'sender.bounce-address',
  title: 'Hand mail over under an address that the server takes (bounces go there); From stays as it is',
  risk: 'careful',
  inputs: async (context, subject) => [addressInput('Address that bounces go to', await findLogin(context, subject))],
  plan: async (context, request) => {
    const address = requireAddress(request, await findLogin(context, request.subject));
    const change = await planBounceAddress(context, await measureRoutingFacts(context), address);
    const plan = await planChange(context, bounceAddress, request, change);
    return {
      ...plan,
      warnings: [...plan.warnings, `Bounces come to ${address}; Odoo notices them only if it fetches that mailbox.`],
    };
  },
};
