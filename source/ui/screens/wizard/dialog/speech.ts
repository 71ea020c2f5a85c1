import { askToUndo } from '../../../confirmation.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import { plainWords } from '../../../speech/plain-words.ts';
import { sayAnswer } from '../../../speech/say-answer.ts';
import { sayLines } from '../../../speech/say-lines.ts';
import { atPlace, type Sentence, type Speech, spokenSigns } from '../../../speech/speech.ts';
import type { WizardState } from '../state.ts';
import { describeRisk, dialogLayout } from './layout.ts';
import type { AskingDialog, WizardDialog } from './state.ts';
import { nameSubject, titleOfDialog } from './titles.ts';

type Room = Pick<WizardState, 'size' | 'notice'>;

/** A remedy: what is asked, how it is answered, and then what it would do. */
export const speakDialog = (dialog: WizardDialog, room: Room): Speech => {
  const title = plainWords(titleOfDialog(dialog));
  const place = `dialog ${dialog.kind} ${title}`;
  const heading: Sentence = { about: 'title', text: `${title.replace(/[.:]$/, '')}${/[?!]$/.test(title) ? '' : '.'}` };
  switch (dialog.kind) {
    case 'choosing': {
      const { offers, at } = dialog;
      const chosen = offers[at];
      const text =
        chosen === undefined ? '' : `${chosen.offer.title}${nameSubject(chosen.offer)}: ${chosen.finding.summary}`;
      return {
        place,
        sentences: [heading],
        focus: { about: 'focus', text: atPlace(at, offers.length, plainWords(text)) },
      };
    }
    case 'asking':
      return { place, sentences: [heading, ...sayWrong(dialog)], ...sayInput(dialog) };
    case 'working':
      return {
        place,
        sentences: [
          heading,
          {
            about: 'stage',
            text: plainWords(dialog.stage === 'stopping' ? 'Stopping …' : dialog.words),
            when: 'later',
          },
        ],
      };
    case 'preview': {
      const { sentences, field } = sayAnswer(dialog.confirmation, dialog);
      return {
        place,
        sentences: [
          heading,
          ...sentences,
          { about: 'risk', text: `${plainWords(describeRisk(dialog)).replace(/\.$/, '')}.` },
          ...sayBody(dialog, room),
        ],
        field,
      };
    }
    case 'undo':
      return {
        place,
        sentences: [heading, { about: 'answer', text: dialog.previewOnly ?? askToUndo }, ...sayBody(dialog, room)],
      };
    case 'told': {
      const goesOn = dialog.again === undefined ? 'goes on.' : 'goes back to the preview; what you typed is kept.';
      return {
        place,
        sentences: [
          heading,
          ...sayBody(dialog, room),
          { about: 'answer', text: `${plainWords(namedKeys.back)} ${goesOn}` },
        ],
      };
    }
  }
};

const sayBody = (dialog: WizardDialog, room: Room): readonly Sentence[] =>
  sayLines(dialogLayout(dialog, room, spokenSigns).lines);

const sayWrong = ({ wrong }: AskingDialog): readonly Sentence[] =>
  wrong === undefined ? [] : [{ about: 'wrong', text: plainWords(wrong) }];

/** The question under the cursor: a choice is told, a text is written. A secret says only how long it is. */
const sayInput = ({ inputs, fields, at }: AskingDialog): Pick<Speech, 'focus' | 'field'> => {
  const input = inputs[at];
  const value = fields[at]?.value ?? '';
  if (input === undefined) return {};
  const label = atPlace(at, inputs.length, input.label);
  if (input.kind !== 'choice')
    return { field: { label, value: input.kind === 'secret' ? '*'.repeat(value.length) : value } };
  const choices = input.choices ?? [];
  return { focus: { about: 'focus', text: `${label}: ${value}. Left and Right choose among ${choices.join(', ')}.` } };
};
