/** A moment as Odoo stores it, naive and in UTC, to the second: `2026-11-24 09:12:00`. Also what 14 and 15 keep as text. */
export const formatStoredTime = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');

/** A naive UTC timestamp as PostgreSQL prints it. */
export const parseStoredTime = (text: string | null): Date | null => {
  const at = text === null ? Number.NaN : Date.parse(`${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : new Date(at);
};
