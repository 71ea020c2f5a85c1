import type { PlannedValue } from '../../domain/change/plan.ts';
import { sanitizeLine } from '../../domain/sanitize.ts';
import { Secret } from '../../domain/secret.ts';

const widest = 60;

/** Odoo's columns hold UTC and do not say so; all other times that a person sees are of their own zone. */
const timestamp = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d+)?$/;

/** A planned value as a person is shown it: on one line, cut, secrets as dots. */
export const showValue = (value: PlannedValue | undefined): string => {
  if (value === null || value === undefined) return '(empty)';
  if (value instanceof Secret) return String(value);
  if (typeof value !== 'string') return `(the new ${sanitizeLine(value.insertedBy)})`;
  const text = sanitizeLine(value);
  if (text === '') return "''";
  if (timestamp.test(text)) return `${text} UTC`;
  return text.length > widest ? `${text.slice(0, widest - 1)}…` : text;
};
