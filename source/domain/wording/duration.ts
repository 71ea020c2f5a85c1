const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** A length of time in the two units a person would name: `8 s`, `4 m`, `2 h 52 m`, `3 d 4 h`. Takes milliseconds. */
export const formatDuration = (ms: number): string => {
  const whole = Math.max(0, ms);
  if (whole < minute) return `${Math.floor(whole / second)} s`;
  if (whole < hour) return `${Math.floor(whole / minute)} m`;
  if (whole < day) return `${Math.floor(whole / hour)} h ${twoDigits(Math.floor((whole % hour) / minute))} m`;
  return `${Math.floor(whole / day)} d ${Math.floor((whole % day) / hour)} h`;
};

/** How long ago something was, or `—` when nobody knows. */
export const formatAge = (since: Date | null, now: Date): string =>
  since === null ? '—' : formatDuration(now.getTime() - since.getTime());

/** The wall clock of whoever looks: `09:12`, and with the date when it was not today. */
export const formatClock = (at: Date, now: Date): string => {
  const clock = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
  return at.toDateString() === now.toDateString()
    ? clock
    : `${at.getFullYear()}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())} ${clock}`;
};
