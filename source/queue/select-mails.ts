import type { MailFilter } from '../domain/mail/mail-filter.ts';
import type { SelectedMail } from '../domain/mail/selected-mail.ts';
import type { FailureClass } from '../domain/replies/classes/index.ts';
import { groupFailures, type MeaningCache } from '../domain/replies/groups.ts';
import type { Odoo } from '../services/odoo/odoo.ts';

interface SelectOptions {
  readonly signal: AbortSignal;
  /** What is already known about failures; kept by whoever selects again and again. */
  readonly memo?: MeaningCache;
  /** Milliseconds; a scan of millions of mails takes longer than a session's statement may. */
  readonly timeoutMs?: number;
}

/**
 * The mails that a filter means, oldest first by mail_message.date (those without one last), with state and class of
 * the stored failure. Without ids and states the outstanding mails are meant; ids alone find a mail in any state.
 */
export const findMails = async (
  odoo: Pick<Odoo, 'matchingMails'>,
  filter: MailFilter,
  { memo = new Map(), ...options }: SelectOptions,
): Promise<readonly SelectedMail[]> => {
  const { limit, ...conditions } = filter;
  const groups = await odoo.matchingMails({ ...conditions, withFailures: true }, options);
  const classes = classifyGroups(groups, memo);
  const mails = inOrder(groups, (id, group) => ({
    id,
    state: groups[group]?.state ?? '',
    class: classes.get(group) ?? null,
  }));
  const wanted =
    filter.classes === undefined ? mails : mails.filter((mail) => isOneOf(filter.classes ?? [], mail.class));
  return wanted.slice(0, limit);
};

/** The ids of those mails, oldest first. Failures travel and are classified only when the filter names classes. */
export const selectMails = async (
  odoo: Pick<Odoo, 'matchingMails'>,
  filter: MailFilter,
  options: SelectOptions,
): Promise<readonly number[]> => {
  if (filter.classes !== undefined) return (await findMails(odoo, filter, options)).map(({ id }) => id);
  const { limit, ...conditions } = filter;
  const groups = await odoo.matchingMails({ ...conditions, withFailures: false }, options);
  return inOrder(groups, (id) => id).slice(0, limit);
};

type Groups = Awaited<ReturnType<Odoo['matchingMails']>>;

/** What `make` says of each mail, by rank. */
const inOrder = <Value>(groups: Groups, make: (id: number, group: number) => Value): readonly Value[] => {
  const values: Value[] = [];
  for (const [group, { ids, ranks }] of groups.entries()) {
    for (const [position, id] of ids.entries()) values[(ranks[position] ?? 0) - 1] = make(id, group);
  }
  return values;
};

const isOneOf = (classes: readonly FailureClass[], found: FailureClass | null): boolean =>
  found !== null && classes.includes(found);

/** The class by the group's place in the list, for groups that have a failure. */
const classifyGroups = (groups: Groups, memo: MeaningCache): ReadonlyMap<number, FailureClass> => {
  const failures = groups.flatMap(({ failure }, id) => (failure === null ? [] : [{ id, text: failure }]));
  const classes = new Map<number, FailureClass>();
  for (const group of groupFailures(failures, { memo })) {
    for (const { ids } of group.stories) for (const id of ids) classes.set(id, group.class);
  }
  return classes;
};
