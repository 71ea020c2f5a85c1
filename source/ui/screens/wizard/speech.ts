import { statusOfOutlook } from '../../../diagnosis/outlook.ts';
import type { Status } from '../../../domain/finding/status.ts';
import { symptoms } from '../../../domain/finding/symptom.ts';
import { countOf } from '../../../domain/wording/count.ts';
import { describeAge } from '../../components/describe-age.ts';
import { plainWords } from '../../speech/plain-words.ts';
import { sayCursor, sayLines } from '../../speech/say-lines.ts';
import { atPlace, type Sentence, type Speech, spokenSigns, withStatus } from '../../speech/speech.ts';
import { saySteps } from '../queue/speech.ts';
import { speakDialog } from './dialog/speech.ts';
import { paneLines } from './layout.ts';
import { listedSteps, statusOfStep, type WizardState } from './state.ts';

/** What is wrong and what to do, then the causes, or what was found of the one that is open. */
export const speakWizard = (state: WizardState, now: Date): Speech => {
  if (state.dialog !== undefined) return speakDialog(state.dialog, state);
  const head = [
    ...sayVerdict(state),
    ...sayNotice(state.notice),
    ...saySteps(stepsOf(state)),
    ...sayMeasuring(state, now),
  ];
  if (state.opening !== undefined) return speakOpening(state.opening, head);
  if (state.pane === 'causes') return { place: 'wizard', sentences: head, focus: sayCause(state) };
  const lines = paneLines(state, spokenSigns);
  return {
    place: `wizard ${state.selected}`,
    sentences: [...sayLines(lines), ...sayNotice(state.notice)],
    focus: sayCursor(lines, state.cursor),
  };
};

const stepsOf = ({ problem, conclusion }: WizardState) =>
  problem === undefined ? (conclusion?.verdict.nextSteps ?? []) : [];

const sayVerdict = ({ problem, conclusion }: WizardState): readonly Sentence[] => {
  const verdict = conclusion?.verdict;
  const text =
    problem !== undefined
      ? withStatus('unknown', problem)
      : verdict === undefined
        ? 'What is wrong is not measured yet.'
        : withStatus(verdict.status, verdict.summary);
  return [{ about: 'verdict', text: plainWords(text) }];
};

/** What came of the last change. */
export const sayNotice = (
  notice: { readonly status: Status; readonly sentence: string } | undefined,
): readonly Sentence[] =>
  notice === undefined ? [] : [{ about: 'notice', text: withStatus(notice.status, plainWords(notice.sentence)) }];

const sayMeasuring = ({ run, conclusion }: WizardState, now: Date): readonly Sentence[] => {
  if (run !== undefined) return [{ about: 'measuring', text: `Measuring ${countOf(run.causes.length, 'cause')}.` }];
  const text = conclusion === undefined ? 'Not measured.' : `Measured ${plainWords(describeAge(conclusion.at, now))}.`;
  return [{ about: 'measuring', text, gist: conclusion === undefined ? '' : String(conclusion.at.getTime()) }];
};

const speakOpening = (at: number, head: readonly Sentence[]): Speech => {
  const words = symptoms[at]?.words ?? '';
  return {
    place: 'wizard opening',
    sentences: [
      { about: 'question', text: 'What do you see? It only orders the steps; everything is measured meanwhile.' },
      ...head.map((sentence) => ({ ...sentence, when: 'asked' as const })),
    ],
    focus: { about: 'focus', text: atPlace(at, symptoms.length, words) },
  };
};

const statusWords: Readonly<Record<Status | 'waiting' | 'running', string>> = {
  ok: 'fine',
  warn: 'worth a look',
  fail: 'broken',
  unknown: 'not known',
  skipped: 'nothing to check',
  waiting: 'not measured',
  running: 'being measured',
};

const sayCause = (state: WizardState): Sentence => {
  const steps = listedSteps(state);
  const count = steps.length + 1;
  const place = steps.findIndex(({ id }) => id === state.selected);
  const step = steps[place];
  if (step === undefined) return { about: 'focus', text: atPlace(steps.length, count, sayOutlook(state)) };
  const explains = step.report?.explains ?? 0;
  const mails = explains === 0 ? '' : `, accounts for ${countOf(explains, 'mail')}`;
  const worst = step.findings.find(({ status }) => status === 'fail' || status === 'warn');
  const why = worst === undefined ? '' : ` ${worst.summary}`;
  const text = `${step.title}: ${statusWords[statusOfStep(step)]}${mails}.${why}`;
  return { about: 'focus', text: atPlace(place, count, plainWords(text)) };
};

const sayOutlook = ({ conclusion }: WizardState): string => {
  const title = 'What can go out now';
  if (conclusion === undefined) return `${title}: not measured.`;
  const { free } = conclusion.outlook;
  const words = free === null ? 'not known' : countOf(free, 'mail');
  return `${title}: ${words}, ${statusWords[statusOfOutlook(conclusion.outlook)]}.`;
};
