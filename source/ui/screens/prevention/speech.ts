import { summaryOf } from '../../../domain/finding/precaution-report.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { describeAge } from '../../components/describe-age.ts';
import { plainWords } from '../../speech/plain-words.ts';
import { sayCursor, sayLines } from '../../speech/say-lines.ts';
import { atPlace, type Sentence, type Speech, spokenSigns, withStatus } from '../../speech/speech.ts';
import { speakDialog } from '../wizard/dialog/speech.ts';
import { sayNotice } from '../wizard/speech.ts';
import { preventionHeadline } from './headline.ts';
import { detailLines } from './lines.ts';
import type { PreventionState } from './state.ts';

/** How all precautions stand, then the one under the cursor. */
export const speakPrevention = (state: PreventionState, now: Date): Speech => {
  if (state.dialog !== undefined) return speakDialog(state.dialog, state);
  if (state.pane === 'detail') {
    const lines = detailLines(state, spokenSigns);
    return {
      place: `prevention ${state.selected}`,
      sentences: [...sayLines(lines), ...sayNotice(state.notice)],
      focus: sayCursor(lines, state.cursor),
    };
  }
  const { status, sentence } = preventionHeadline(state);
  return {
    place: 'prevention',
    sentences: [
      { about: 'headline', text: withStatus(status, plainWords(sentence)) },
      sayExamining(state, now),
      ...sayNotice(state.notice),
    ],
    focus: sayRow(state),
  };
};

const sayExamining = ({ run, measuredAt }: PreventionState, now: Date): Sentence => {
  const about = 'measuring';
  if (run !== undefined) return { about, text: `Measuring ${countOf(run.only.length, 'precaution')}.` };
  if (measuredAt === undefined) return { about, text: 'Not measured.' };
  return { about, text: `Measured ${plainWords(describeAge(measuredAt, now))}.`, gist: String(measuredAt.getTime()) };
};

const sayRow = ({ rows, selected }: PreventionState): Sentence | undefined => {
  const place = rows.findIndex(({ id }) => id === selected);
  const row = rows[place];
  if (row === undefined) return undefined;
  const { title, report, isRunning } = row;
  const told =
    report === undefined
      ? isRunning
        ? 'being measured'
        : 'not measured'
      : withStatus(report.status, summaryOf(report));
  return { about: 'focus', text: atPlace(place, rows.length, `${title}. ${plainWords(told)}`) };
};
