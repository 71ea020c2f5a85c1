import { expect, test } from 'vitest';
import { divideDone } from '../../../source/changes/database/divide-done.ts';
import type { DoneStep } from '../../../source/changes/database/done-step.ts';

const updated = (...units: readonly (number | undefined)[]): DoneStep => ({
  kind: 'updated',
  table: 'mail_mail',
  columns: ['state'],
  deciding: 'state',
  rows: units.map((unit, place) => ({
    id: unit ?? 100 + place,
    before: ['exception'],
    after: ['outgoing'],
    ...(unit !== undefined && { unit }),
  })),
});
const deleted = (...units: readonly number[]): DoneStep => ({
  kind: 'deleted',
  table: 'mail_mail_res_partner_rel',
  columns: ['mail_mail_id', 'res_partner_id'],
  rows: units.map((unit) => [String(unit), '7']),
  units,
});
const alone: DoneStep = {
  kind: 'deleted',
  table: 'mail_mail_res_partner_rel',
  columns: ['mail_mail_id', 'res_partner_id'],
  rows: [['1', '7']],
};
const inserted: DoneStep = { kind: 'inserted', table: 'ir_cron_trigger', columns: ['id'], rows: [['1']] };

test.each<[situation: string, steps: readonly DoneStep[], most: number, pieces: readonly (readonly DoneStep[])[]]>([
  ['all that fits is one piece', [updated(1, 2, 3)], 3, [[updated(1, 2, 3)]]],
  ['what does not fit is the next piece', [updated(1, 2, 3)], 2, [[updated(1, 2)], [updated(3)]]],
  [
    'rows of one unit stay together, in the order of their steps',
    [deleted(2, 1, 2), updated(1, 2, 3)],
    4,
    [
      [deleted(2, 2), updated(2)],
      [deleted(1), updated(1, 3)],
    ],
  ],
  [
    'a unit larger than a piece is one all the same',
    [deleted(1, 1, 1), updated(2)],
    2,
    [[deleted(1, 1, 1)], [updated(2)]],
  ],
  ['nothing is one piece', [], 2, [[]]],
  ['rows that stand alone keep it whole', [updated(1, undefined, 3)], 1, [[updated(1, undefined, 3)]]],
  ['deleted rows that stand alone do', [alone, updated(2)], 1, [[alone, updated(2)]]],
  ['inserted rows do', [updated(1, 2), inserted], 1, [[updated(1, 2), inserted]]],
])('%s', (_situation, steps, most, pieces) => {
  expect(divideDone(steps, most)).toEqual(pieces);
});
