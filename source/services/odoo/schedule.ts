import type { Schedule } from '../../domain/mail/mail.ts';
import { toDate, toLine } from './decode.ts';

const naiveTime = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?))?$/;

/**
 * mail_mail.scheduled_date, which is seconds since 1970 where it is a timestamp (16+) and text where it is not: 15
 * writes `2026-11-24 09:12:00` in UTC, 14 whatever a template produced.
 */
export const toSchedule = (stored: number | string | null): Schedule => {
  if (stored === null || stored === '') return { kind: 'at-once' };
  if (typeof stored === 'number') return { kind: 'not-before', at: toDate(stored) };
  const [, day, time = '00:00:00'] = naiveTime.exec(stored.trim()) ?? [];
  const at = new Date(`${day}T${time}Z`);
  return Number.isNaN(at.getTime()) ? { kind: 'text', text: toLine(stored) } : { kind: 'not-before', at };
};
