import type { RetryForecast } from '../../domain/change/retry-forecast.ts';
import { isNeutralized } from '../../domain/odoo/mail-parameter.ts';
import type { FailureClass } from '../../domain/replies/classes/index.ts';
import type { FailureGroup } from '../../domain/replies/groups.ts';
import type { MailConfiguration } from '../../domain/routing/routing-facts.ts';
import { readRoutingFacts } from '../../services/odoo/read-routing-facts.ts';
import { type Choice, type ChoiceWorld, chooseMails } from './choose-mails.ts';
import { describeSetAside } from './describe-set-aside.ts';
import { usualMaxAgeMs } from './retry-options.ts';
import { peopleReasons } from './set-aside.ts';

/** Judging a mail costs some index lookups: of more than these a preview tells when a person asks for it. */
const mostMails = 20_000;

/**
 * What a retry of these failures would do, by class; undefined where there are too many to judge, or where nothing may
 * be sent at all. Connects to no server: whether one takes mail now is what a diagnosis measures anyway.
 */
export const forecastRetry = async (
  world: ChoiceWorld & { readonly configuration: MailConfiguration },
  failures: readonly Pick<FailureGroup, 'class' | 'stories'>[],
  options: { readonly signal: AbortSignal },
): Promise<RetryForecast | undefined> => {
  const classOf = new Map(
    failures.flatMap(({ class: name, stories }) => stories.flatMap(({ ids }) => ids.map((id) => [id, name] as const))),
  );
  if (classOf.size > mostMails) return undefined;
  // Most often nothing has failed.
  if (classOf.size === 0) return [];
  const facts = await readRoutingFacts(world.odoo, world.configuration, options);
  if (isNeutralized(facts.parameters)) return undefined;
  const retry = { include: new Set<never>(), maxAgeMs: usualMaxAgeMs };
  const shake = async () => ({ groups: [], evidence: [] });
  const { mails, setAside } = await chooseMails(world, [...classOf.keys()], { facts, retry, shake }, options);
  return tallyForecast(
    failures.map(({ class: name }) => name),
    classOf,
    { mails, setAside },
  );
};

/** By class, how many of the mails a retry takes, and how many it leaves for which reason. */
export const tallyForecast = (
  classes: readonly FailureClass[],
  classOf: ReadonlyMap<number, FailureClass>,
  { mails, setAside }: Pick<Choice, 'mails' | 'setAside'>,
): RetryForecast =>
  classes.map((name) => {
    const left = setAside
      .map((group) => ({
        why: describeSetAside(group),
        ...(peopleReasons.has(group.reason) && { isForPeople: true as const }),
        mails: group.ids.filter((id) => classOf.get(id) === name).length,
      }))
      .filter(({ mails: count }) => count > 0)
      .toSorted((one, other) => other.mails - one.mails);
    return { class: name, taken: mails.filter(({ id }) => classOf.get(id) === name).length, left };
  });
