const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** An age as a person writes it, `30d`, `12h`, `90m`, `2w`, in milliseconds; undefined for anything else. */
export const parseAge = (text: string): number | undefined => {
  const [, amount, unit = ''] = /^(\d{1,6})\s?([mhdw])$/i.exec(text.trim()) ?? [];
  const ms = unitMs[unit.toLowerCase()];
  return amount === undefined || ms === undefined ? undefined : Number(amount) * ms;
};
