import { expect, test } from 'vitest';
import type { RemedyInput } from '../../../../../source/domain/change/remedy.ts';
import type { Typed } from '../../../../../source/ui/keys/typed.ts';
import { mayAnswer } from '../../../../../source/ui/screens/wizard/dialog/may-answer.ts';
import {
  askFor,
  toldDialog,
  type WizardDialog,
  working,
} from '../../../../../source/ui/screens/wizard/dialog/state.ts';

const user: RemedyInput = { name: 'user', label: 'User', kind: 'text', suggestion: 'odoo@acme.example' };
const password: RemedyInput = { name: 'password', label: 'Password', kind: 'secret' };
const offer = { id: 'credentials.password', subject: 'server:1', title: 'It', risk: 'safe', inputs: [] } as const;
const asking = (at: number): WizardDialog => ({ ...askFor(offer, [user, password]), at });
const onUser = asking(0);
const onPassword = asking(1);
const choosing = { kind: 'choosing', offers: [], at: 0 } as const;

const key = (name: string): Typed => ({ key: name });
const pasted: Typed = { paste: 'geheim' };

test.each<[string, WizardDialog | undefined, Typed, boolean, boolean]>([
  ['known: a letter for the user', onUser, key('x'), true, true],
  ['known: a pasted password', onPassword, pasted, true, true],
  ['known: Enter to the next question', onUser, key('enter'), true, true],
  ['known: Enter that tries it, which changes nothing', onPassword, key('enter'), true, true],
  ['unknown: to the next question', onUser, key('enter'), false, true],
  ['unknown: to the next question by Tab', onUser, key('tab'), false, true],
  ['unknown: a letter that everybody could read', onUser, key('x'), false, false],
  ['unknown: a password that everybody could read', onUser, pasted, false, false],
  ['unknown: a secret', onPassword, key('x'), false, true],
  ['unknown: a pasted secret', onPassword, pasted, false, true],
  ['unknown: Enter that tries it on a server that nobody saw', onPassword, key('enter'), false, false],
  ['while it is tried', working('It', 'Trying it out'), key('y'), true, false],
  ['which remedy', choosing, key('enter'), true, false],
  ['what came of it', toldDialog('It', { status: 'fail', sentence: 'No.', details: [] }), key('enter'), true, false],
  ['no dialog at all', undefined, key('U'), true, false],
])('what was typed before a dialog stood is given to questions alone: %s', (_, dialog, typed, isKnown, may) => {
  expect(mayAnswer(dialog, typed, { isKnown })).toBe(may);
});
