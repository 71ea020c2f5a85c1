import { type CheckFinding, type Finding, finding, stampFinding } from '../../source/domain/finding/finding.ts';
import type { Owner } from '../../source/domain/finding/owner.ts';

/** What a check of this id found, as a diagnosis has it. */
export const found = ({
  check,
  owner = 'odoo',
  ...said
}: Pick<CheckFinding, 'status' | 'summary'> &
  Partial<CheckFinding> & { readonly check: string; readonly owner?: Owner }): Finding =>
  stampFinding({ id: check, owner }, finding(said));
