import type { Status } from '../../../domain/finding/status.ts';
import { headlineOf } from '../../../output/prevention/headline.ts';
import { type PreventionState, reportsOf } from './state.ts';

/** How all of them stand, in a sentence. */
export const preventionHeadline = (state: PreventionState): { readonly status: Status; readonly sentence: string } => {
  if (state.problem !== undefined) return { status: 'unknown', sentence: state.problem };
  const reports = reportsOf(state);
  if (reports.length > 0) return headlineOf(reports);
  return { status: 'skipped', sentence: 'What is better in order before mail stops' };
};
