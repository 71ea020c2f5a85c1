import { offer } from '../../checks/cause.ts';
import { finding } from '../../domain/finding/finding.ts';
import type { PrecautionCheck } from '../precaution.ts';
import { judgeLogFile, judgeOtherPlace } from './judge-log-rotation.ts';
import { measureLogRotation } from './measure-log-rotation.ts';
import { rotateLog } from './rotate-log-remedy.ts';

/** Whether Odoo's log is kept from filling the disk. */
export const logRotationCheck: PrecautionCheck = {
  id: 'prevention.log-rotation',
  title: "Odoo's log is rotated",
  owner: 'host',
  run: async (context) => {
    const measured = await measureLogRotation(context);
    if (measured.kind !== 'file') {
      return [finding({ ...judgeOtherPlace(measured.kind === 'other' ? measured.place : measured) })];
    }
    const { lacksEntry, ...judged } = judgeLogFile(measured.facts, context.now());
    const remedies = lacksEntry === true ? [offer(rotateLog)] : [];
    return [finding({ ...judged, evidence: measured.evidence, remedies })];
  },
};
