import { countOf } from '../../../../domain/wording/count.ts';
import { askToUndo } from '../../../confirmation.ts';
import { plainWords } from '../../../speech/plain-words.ts';
import { sayAnswer } from '../../../speech/say-answer.ts';
import { sayPanel } from '../../../speech/say-lines.ts';
import { type Sentence, type Speech, withStatus } from '../../../speech/speech.ts';
import { confirmAction } from '../confirming.ts';
import { describeProgress } from './progress.tsx';
import type { ConfirmDialog, RetryDialog } from './state.ts';
import { addressLines, askToSendTest, testTitle } from './test-lines.ts';
import { dialogLines } from './view.tsx';

/** What is asked and how it is answered, then what it rests on. */
export const speakRetryDialog = (dialog: RetryDialog, now: Date): Speech => {
  const body = sayPanel(dialogLines(dialog, now));
  const title = (text: string): Sentence => ({
    about: 'title',
    text: `${plainWords(text)}${/[?.]$/.test(text) ? '' : '.'}`,
  });
  switch (dialog.kind) {
    case 'inspect': {
      if (dialog.story === 'reading') return { place: 'mail reading', sentences: [title(`Reading mail ${dialog.id}`)] };
      if (dialog.story === 'gone') return { place: 'mail gone', sentences: [title(`Mail ${dialog.id} is gone`)] };
      return { place: `mail ${dialog.id}`, sentences: [title(`Mail ${dialog.id}`), ...body] };
    }
    case 'preparing':
      return { place: 'preparing', sentences: [title(dialog.words)] };
    case 'confirm': {
      const { sentences, field } = sayQuestion(dialog);
      return {
        place: `confirm ${dialog.preview.title}`,
        sentences: [title(dialog.preview.title), ...sentences, ...body],
        field,
      };
    }
    case 'undo':
      return {
        place: 'undo',
        sentences: [title('Take this back?'), { about: 'answer', text: dialog.previewOnly ?? askToUndo }, ...body],
      };
    case 'test-address':
      return {
        place: 'test address',
        sentences: [title(testTitle(dialog.mailId)), ...sayPanel(addressLines)],
        field: { label: 'Send it to', value: dialog.field.value },
      };
    case 'test':
      return {
        place: 'test',
        sentences: [title(testTitle(dialog.preview.mailId)), { about: 'answer', text: askToSendTest }, ...body],
      };
    case 'running':
      return { place: `running ${dialog.title}`, sentences: [title(dialog.title), ...sayProgress(dialog, now)] };
    case 'summary':
      return { place: `summary ${dialog.title}`, sentences: [title(dialog.title), ...body] };
  }
};

const sayQuestion = ({ preview, count, pace, previewOnly }: ConfirmDialog): ReturnType<typeof sayAnswer> => {
  if (pace !== undefined)
    return { sentences: [], field: { label: 'At most, as in 500/day or 50/hour', value: pace.value } };
  if (preview.ids.length === 0) return { sentences: [{ about: 'answer', text: 'There is nothing to do.' }] };
  return sayAnswer(confirmAction(preview), { typed: count, previewOnly });
};

const sayProgress = (
  { total, progress }: Extract<RetryDialog, { kind: 'running' }>,
  now: Date,
): readonly Sentence[] => {
  const { ok, failed, left, staged, stage, recent, isStopping } = progress;
  const counted: Sentence = {
    about: 'progress',
    text: `${plainWords(describeProgress(progress, total, now))}.`,
    gist: [ok, failed, left, staged].join(' '),
    when: 'later',
  };
  const doing: Sentence = {
    about: 'stage',
    text: isStopping ? 'Stopping: what is done stays done.' : plainWords(stage),
    when: 'later',
  };
  const failures = recent.filter(({ status }) => status === 'fail');
  return [
    ...(doing.text === '' ? [] : [doing]),
    ...(total === 0 ? [] : [counted]),
    ...failures.map(({ ids, words }) => {
      const which = ids.length === 1 ? `mail ${ids[0]}` : countOf(ids.length, 'mail');
      return { about: `failed ${ids.join(' ')}`, text: withStatus('fail', `${which}: ${plainWords(words)}.`) };
    }),
  ];
};
