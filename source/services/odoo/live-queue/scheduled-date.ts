/** A timestamp from 16 on, before that text which people and modules may have filled with anything (UTC when it is a date). */
export const parseScheduledDate = (text: string | null): Date | null => {
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?/.exec(text ?? '');
  if (match === null) return null;
  const date = new Date(`${match[1]}T${match[2] ?? '00:00:00'}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
};
