import type { Happening, History } from '../../inspection/history/history.ts';
import { redactAddresses } from '../check/redact.ts';

/** `M… D…`: enough for those who know them. */
export const redactName = (name: string): string =>
  name.includes('@')
    ? redactAddresses(name)
    : name
        .split(/\s+/)
        .filter((word) => word !== '')
        .map((word) => `${[...word][0] ?? ''}…`)
        .join(' ');

/** The same history with users' names and the local parts of addresses shortened. */
export const redactHistory = (history: History): History => {
  const redacted = new Map(history.happenings.map((happening) => [happening, redact(happening)]));
  return {
    ...history,
    happenings: [...redacted.values()],
    suspect: history.suspect === null ? null : (redacted.get(history.suspect) ?? null),
    onset: history.onset === null ? null : { ...history.onset, title: redactAddresses(history.onset.title) },
    unseen: history.unseen.map(redactAddresses),
  };
};

const redact = (happening: Happening): Happening => ({
  ...happening,
  words: redactAddresses(happening.words),
  by:
    happening.by?.kind === 'user' && happening.by.name !== null
      ? { ...happening.by, name: redactName(happening.by.name) }
      : happening.by,
  values: happening.values.map(({ field, before, after }) => ({
    field,
    before: before === null ? null : redactAddresses(before),
    after: after === null ? null : redactAddresses(after),
  })),
});
