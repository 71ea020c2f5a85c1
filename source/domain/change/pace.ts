import { dayMs, hourMs, minuteMs } from '../../lib/time-units.ts';
/** Lengths of the spans that a pace may name, ms. */
export const paceSpanMs = { minute: minuteMs, hour: hourMs, day: dayMs } as const;

export type PaceUnit = keyof typeof paceSpanMs;

/** At most so many mails in each of these spans. */
export interface Pace {
  readonly mails: number;
  readonly per: PaceUnit;
}

/** `500/day` as a pace, or undefined where the text is none. */
export const parsePace = (text: string): Pace | undefined => {
  const { mails, per } = /^(?<mails>[1-9]\d{0,8})\/(?<per>minute|hour|day)$/.exec(text)?.groups ?? {};
  return mails === undefined || !isUnit(per) ? undefined : { mails: Number(mails), per };
};

const isUnit = (text: string | undefined): text is PaceUnit => text !== undefined && text in paceSpanMs;
