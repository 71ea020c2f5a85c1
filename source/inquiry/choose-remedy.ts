import type { Cause, Remedy } from '../checks/cause.ts';
import { UsageError } from '../domain/errors.ts';
import type { Finding } from '../domain/finding/finding.ts';
import { suggest } from '../domain/wording/nearest.ts';
import { offersOf } from './find-offers.ts';

export interface ChosenRemedy<Source> {
  /** What declares it: a cause, or a precaution. */
  readonly cause: Source;
  readonly remedy: Remedy;
}

/** The remedy of that id and its cause. @throws UsageError where no cause has it. */
export const findRemedy = <Source extends Pick<Cause, 'remedies'>>(
  known: readonly Source[],
  id: string,
): ChosenRemedy<Source> => {
  const all = known.flatMap((cause) => cause.remedies.map((remedy) => ({ cause, remedy })));
  const found = all.find(({ remedy }) => remedy.id === id);
  if (found !== undefined) return found;
  const ids = all.map(({ remedy }) => remedy.id);
  throw new UsageError(`There is no remedy '${id}'.`, suggest(id, ids, 'odoo-mail-doctor fix lists those at hand.'));
};

/**
 * What was said, or the only thing that the findings offer it for. A remedy may be meant for something that it is not
 * offered for at the moment, but never for what has no subject's form, nor for anything where it is about one thing.
 * @throws UsageError for such a subject, and where it has to be said.
 */
export const chooseSubject = (
  { id }: Pick<Remedy, 'id'>,
  findings: readonly Finding[],
  said: string | undefined,
): string | null => {
  const subjects = offersOf(findings)
    .filter((offer) => offer.id === id)
    .map(({ subject }) => subject);
  if (said !== undefined) {
    const named = subjects.filter((subject) => subject !== null);
    const isAboutOne = subjects.length > 0 && named.length === 0;
    if (named.includes(said) || (!isAboutOne && subjectForm.test(said))) return said;
    throw new UsageError(
      `${id} cannot be about '${said}'.`,
      isAboutOne
        ? 'Leave --subject away: it is about one thing only.'
        : `A subject is ${named.length === 0 ? 'a name like server:3, conf, partner:12 or domain:acme.com' : named.join(', ')}.`,
    );
  }
  if (subjects.length < 2) return subjects[0] ?? null;
  throw new UsageError(`${id} is at hand for several things.`, `Choose one with --subject: ${subjects.join(', ')}.`);
};

/** As findings name what they are about; `conf` is the server of odoo.conf. */
const subjectForm = /^(?:conf|(?:server|incoming|company|partner|mail):[1-9]\d{0,8}|(?:domain|class|include):\S+)$/;
