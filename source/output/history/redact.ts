import type { PersonalNames } from '../../domain/wording/personal-names.ts';
import { shortenName } from '../../domain/wording/personal-names.ts';
import type { Happening, History } from '../../inspection/history/history.ts';
import { redactText } from '../check/redact.ts';

/** The same history with users' names and the local parts of addresses shortened. */
export const redactHistory = (history: History, names?: PersonalNames): History => {
  const tidy = (text: string): string => redactText(text, names);
  const redacted = new Map(history.happenings.map((happening) => [happening, redact(happening, tidy)]));
  return {
    ...history,
    happenings: [...redacted.values()],
    suspect: history.suspect === null ? null : (redacted.get(history.suspect) ?? null),
    onset: history.onset === null ? null : { ...history.onset, title: tidy(history.onset.title) },
    unseen: history.unseen.map(tidy),
  };
};

const redact = (happening: Happening, tidy: (text: string) => string): Happening => ({
  ...happening,
  words: tidy(happening.words),
  record: happening.record === null ? null : tidy(happening.record),
  by:
    happening.by?.kind === 'user' && happening.by.name !== null
      ? { ...happening.by, name: redactName(happening.by.name, tidy) }
      : happening.by,
  values: happening.values.map(({ field, before, after }) => ({
    field,
    before: before === null ? null : tidy(before),
    after: after === null ? null : tidy(after),
  })),
});

/** A user is called by a name, or by a login that may be an address. */
const redactName = (name: string, tidy: (text: string) => string): string =>
  name.includes('@') ? tidy(name) : shortenName(name);
