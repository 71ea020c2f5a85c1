import type { UndoPreview } from '../../../../domain/change/undo-preview.ts';
import { countOf } from '../../../../domain/wording/count.ts';
import { formatClock } from '../../../../domain/wording/duration.ts';
import { chooseSigns } from '../../../../domain/wording/signs.ts';
import { tellPassed, tellUndoPreview } from '../../../../output/tell/tell-undo-preview.ts';
import type { ToldLine } from '../../../../output/tell/told.ts';
import { blank, type Line, paragraph } from '../../../components/lines/line.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import { layOut } from '../layout.ts';
import { shownByHandLines, shownPlanLines, sightingLines } from '../lines/shown-plan-lines.ts';
import type { LineOptions } from '../lines/step-lines.ts';
import type { WizardState } from '../state.ts';
import type { WizardDialog } from './state.ts';

interface DialogLayout {
  readonly lines: readonly Line[];
  /** Lines of the text between title and foot. */
  readonly height: number;
  /** How far it can be scrolled. */
  readonly most: number;
}

/** The title above and the question below. */
const frameHeight = 4;
const gutter = 2;

/** In fewer lines a dialog has the screen to itself. */
const roomyRows = 14;

type Room = Pick<WizardState, 'size' | 'notice'>;

/** Whether nothing else is shown beside an open dialog. */
export const isAlone = ({ size }: Room): boolean => size.rows < roomyRows;

/** Lines of a dialog, its title and its question included. */
export const dialogHeight = (state: Room): number => (isAlone(state) ? state.size.rows : layOut(state).height);

/** What a dialog has to say, in the room of the step. */
export const dialogLayout = (
  dialog: WizardDialog,
  state: Room,
  signs: LineOptions['signs'] = chooseSigns(false),
): DialogLayout => {
  const lines = dialogLines(dialog, { width: layOut(state).stepWidth - gutter, signs });
  const room = Math.max(1, dialogHeight(state) - frameHeight);
  return { lines, height: room, most: Math.max(0, lines.length - room) };
};

const dialogLines = (dialog: WizardDialog, options: Pick<LineOptions, 'width' | 'signs'>): readonly Line[] => {
  const { width, signs } = options;
  const say = ({ status, words }: ToldLine): readonly Line[] =>
    paragraph(words, { width, indent: 2, ...(status === 'warn' || status === 'fail' ? { status } : {}) });
  switch (dialog.kind) {
    case 'preview':
      return [...sightingLines(dialog.sighting, options), ...shownPlanLines(dialog.plan, dialog.foreseen, options)];
    case 'told':
      return [
        ...sightingLines(dialog.sighting, options),
        ...paragraph(dialog.sentence, {
          width,
          status: dialog.status,
          prefix: [{ text: `${signs[dialog.status]} `, status: dialog.status }],
        }),
        blank,
        ...dialog.details.flatMap(say),
        ...shownByHandLines(dialog.byHand, options),
      ];
    case 'undo': {
      const clock = ({ entry }: UndoPreview): string => formatClock(entry.at, dialog.openedAt);
      const { sentence, details } = tellUndoPreview(dialog.preview, clock(dialog.preview));
      const passed = dialog.passed.flatMap((other) =>
        paragraph(tellPassed(other, clock(other)), { width, tone: 'quiet' }),
      );
      return [
        ...passed,
        ...(passed.length === 0 ? [] : [blank]),
        ...paragraph(sentence, { width }),
        blank,
        ...details.flatMap(say),
      ];
    }
    case 'choosing':
    case 'asking':
    case 'working':
      return [];
  }
};

/** The line under the title: how much it concerns. */
export const describeRisk = (dialog: Extract<WizardDialog, { kind: 'preview' }>): string => {
  const { risk, affects, irreversible } = dialog.plan;
  const back =
    irreversible.length > 0 || risk === 'destructive'
      ? 'not all of it can be taken back'
      : `${namedKeys.undo} takes it back`;
  return dialog.confirmation.kind === 'by-hand'
    ? 'To be done by hand: nothing is changed from here.'
    : `${countOf(affects.count, affects.noun)} · ${risk} · ${back}`;
};
