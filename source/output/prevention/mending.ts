import { fixArguments } from '../../domain/change/remedy.ts';
import type { PrecautionReport } from '../../domain/finding/precaution-report.ts';
import { sortFindings } from '../../domain/finding/sort-findings.ts';
import { isFine } from '../../domain/finding/status.ts';
import { commandLine } from '../../domain/wording/command-line.ts';

/** How to mend what is not well: what a person does, and the commands that do it, pointed at the same target by `flags`; empty where nothing is to be done. */
export const mendingOf = (
  { status, findings }: Pick<PrecautionReport, 'status' | 'findings'>,
  flags: readonly string[],
): readonly string[] => {
  if (isFine(status)) return [];
  const told = sortFindings(findings).filter((finding) => finding.status === status);
  const [first] = told;
  const commands = new Set(
    told.flatMap(({ remedies }) => remedies.map((offer) => commandLine(fixArguments(offer), flags))),
  );
  return [...(first?.detail === undefined ? [] : [first.detail]), ...commands];
};
