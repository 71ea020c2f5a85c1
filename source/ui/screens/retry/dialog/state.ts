import type { UndoPreview } from '../../../../domain/change/undo-preview.ts';
import type { Told } from '../../../../output/tell/told.ts';
import { emptyField, type TextFieldState } from '../../../components/text-field-state.ts';
import type { Chosen } from '../chosen.ts';
import type { ActionEvent, ActionPreview, MailStory, RetryRow, TestPreview } from '../source.ts';

/** What has become of the mails of a running action. */
export interface ActionProgress {
  readonly startedAt: Date;
  readonly stage: string;
  /** Mails through the stage; it says more than the outcomes until those come. */
  readonly staged: number;
  readonly ok: number;
  readonly failed: number;
  readonly left: number;
  /** The newest outcomes, newest last. */
  readonly recent: readonly Extract<ActionEvent, { kind: 'outcome' }>[];
  readonly isStopping: boolean;
}

/** What lies over the list. At most one thing at a time. */
export type RetryDialog =
  | {
      readonly kind: 'inspect';
      readonly id: number;
      readonly story: MailStory | 'reading' | 'gone';
      readonly offset: number;
    }
  /** Something is read or tried out; nothing is changed yet. */
  | { readonly kind: 'preparing'; readonly words: string }
  | ConfirmDialog
  | UndoDialog
  | TestAddressDialog
  | TestDialog
  /** `total`: how many mails it concerns; 0 where they are not counted. */
  | { readonly kind: 'running'; readonly title: string; readonly total: number; readonly progress: ActionProgress }
  | {
      readonly kind: 'summary';
      readonly title: string;
      readonly summary: Told;
      /** What nothing came of, so that it can be tried once more. */
      readonly again: ConfirmDialog | undefined;
      readonly offset: number;
    };

export interface ConfirmDialog {
  readonly kind: 'confirm';
  readonly preview: ActionPreview;
  /** What was asked for: another choice previews the same mails again. */
  readonly chosen: Chosen;
  /** Mails of the preview that are named because they are few or not in the list. */
  readonly named: readonly RetryRow[];
  /** Why it is a preview alone. */
  readonly previewOnly: string | undefined;
  readonly openedAt: Date;
  /** The typed count. */
  readonly count: TextFieldState;
  /** The pace while it is being written. */
  readonly pace: TextFieldState | undefined;
  readonly offset: number;
}

/** The change that would be taken back. */
export interface UndoDialog {
  readonly kind: 'undo';
  readonly preview: UndoPreview;
  /** Newer ones of which nothing can come back. */
  readonly passed: readonly UndoPreview[];
  readonly previewOnly: string | undefined;
  readonly openedAt: Date;
  readonly offset: number;
}

/** Who gets a test that goes as this mail would. */
export interface TestAddressDialog {
  readonly kind: 'test-address';
  readonly mailId: number;
  readonly field: TextFieldState;
}

/** The test that would be sent. */
export interface TestDialog {
  readonly kind: 'test';
  readonly preview: TestPreview;
  readonly openedAt: Date;
  readonly offset: number;
}

export type RetryDialogAction =
  | { readonly kind: 'inspect-opened'; readonly id: number }
  | { readonly kind: 'story-read'; readonly id: number; readonly story: MailStory | undefined }
  | { readonly kind: 'preparing'; readonly words: string }
  /** `count`: what was typed before another choice was made. */
  | (Pick<ConfirmDialog, 'preview' | 'chosen' | 'named' | 'previewOnly'> &
      Partial<Pick<ConfirmDialog, 'count'>> & { readonly kind: 'previewed'; readonly at: Date })
  | (Pick<UndoDialog, 'preview' | 'passed' | 'previewOnly'> & { readonly kind: 'undo-opened'; readonly at: Date })
  | { readonly kind: 'test-opened'; readonly mailId: number }
  | { readonly kind: 'address-edited'; readonly field: TextFieldState }
  | { readonly kind: 'test-previewed'; readonly preview: TestPreview; readonly at: Date }
  | { readonly kind: 'count-edited'; readonly field: TextFieldState }
  | { readonly kind: 'pace-edited'; readonly field: TextFieldState | undefined }
  | { readonly kind: 'started'; readonly title: string; readonly total: number; readonly at: Date }
  | { readonly kind: 'happened'; readonly event: ActionEvent }
  | { readonly kind: 'stopping' }
  | {
      readonly kind: 'summarised';
      readonly title: string;
      readonly summary: Told;
      readonly again?: ConfirmDialog;
    }
  | { readonly kind: 'scrolled'; readonly lines: number; readonly most: number }
  | { readonly kind: 'dialog-closed' };

const mostRecent = 50;

export const retryDialogReducer = (
  dialog: RetryDialog | undefined,
  action: RetryDialogAction,
): RetryDialog | undefined => {
  switch (action.kind) {
    case 'inspect-opened':
      return { kind: 'inspect', id: action.id, story: 'reading', offset: 0 };
    case 'story-read':
      return dialog?.kind === 'inspect' && dialog.id === action.id
        ? { ...dialog, story: action.story ?? 'gone' }
        : dialog;
    case 'preparing':
      return action;
    case 'previewed': {
      const { at: openedAt, count = emptyField, ...shown } = action;
      return { ...shown, kind: 'confirm', openedAt, count, pace: undefined, offset: 0 };
    }
    case 'undo-opened': {
      const { at: openedAt, ...shown } = action;
      return { ...shown, kind: 'undo', openedAt, offset: 0 };
    }
    case 'test-opened':
      return { kind: 'test-address', mailId: action.mailId, field: emptyField };
    case 'address-edited':
      return dialog?.kind === 'test-address' ? { ...dialog, field: action.field } : dialog;
    case 'test-previewed':
      return { kind: 'test', preview: action.preview, openedAt: action.at, offset: 0 };
    case 'count-edited':
      return dialog?.kind === 'confirm' ? { ...dialog, count: action.field } : dialog;
    case 'pace-edited':
      return dialog?.kind === 'confirm' ? { ...dialog, pace: action.field } : dialog;
    case 'started':
      return { kind: 'running', title: action.title, total: action.total, progress: startProgress(action.at) };
    case 'happened':
      return dialog?.kind === 'running' ? { ...dialog, progress: advance(dialog.progress, action.event) } : dialog;
    case 'stopping':
      return dialog?.kind === 'running' ? { ...dialog, progress: { ...dialog.progress, isStopping: true } } : dialog;
    case 'summarised':
      return { kind: 'summary', title: action.title, summary: action.summary, again: action.again, offset: 0 };
    case 'scrolled':
      return dialog !== undefined && 'offset' in dialog
        ? { ...dialog, offset: Math.max(0, Math.min(action.most, dialog.offset + action.lines)) }
        : dialog;
    case 'dialog-closed':
      return undefined;
  }
};

const startProgress = (startedAt: Date): ActionProgress => ({
  startedAt,
  stage: '',
  staged: 0,
  ok: 0,
  failed: 0,
  left: 0,
  recent: [],
  isStopping: false,
});

const advance = (progress: ActionProgress, event: ActionEvent): ActionProgress => {
  if (event.kind === 'stage') return { ...progress, stage: event.words, staged: event.done ?? 0 };
  const { length } = event.ids;
  return {
    ...progress,
    ok: progress.ok + (event.status === 'ok' ? length : 0),
    failed: progress.failed + (event.status === 'fail' ? length : 0),
    left: progress.left + (event.status === 'skipped' ? length : 0),
    recent: [...progress.recent, event].slice(-mostRecent),
  };
};
