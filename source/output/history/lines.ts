import { formatDuration } from '../../domain/wording/duration.ts';
import { shortenText } from '../../domain/wording/shorten.ts';
import type { Actor, Happening, History } from '../../inspection/history/history.ts';

/** `by Marc Demo`; an empty text where nobody did it. */
export const describeActor = (by: Actor | null): string => {
  switch (by?.kind) {
    case undefined:
      return '';
    case 'program':
      return 'by odoo-mail-doctor';
    case 'unknown':
      return 'by whom is not known';
    case 'user':
      return `by ${by.name ?? `user ${by.id}, who is not there any more`}`;
  }
};

const shown = (value: string | null): string =>
  value === null || value === '' ? '(empty)' : shortenText(value.replace(/\s+/g, ' '), 60);

/** `smtp_port: 465 → 587`, one for each value that is known to have been another. */
export const describeValues = ({ values }: Happening, arrow: string): readonly string[] =>
  values.map(({ field, before, after }) => `${field}: ${shown(before)} ${arrow} ${shown(after)}`);

/** `5 m before the first failure`, for the change that is suspected; undefined for all others. */
export const describeMark = (happening: Happening, { onset, suspect }: History): string | undefined =>
  onset === null || happening !== suspect
    ? undefined
    : `${formatDuration(onset.at.getTime() - happening.at.getTime())} before the first failure`;

/** What happened and by whom, on one line. */
export const describeHappening = (happening: Happening): string =>
  [happening.words, describeActor(happening.by)].filter((part) => part !== '').join(', ');
