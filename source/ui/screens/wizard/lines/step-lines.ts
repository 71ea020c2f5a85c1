import type { Evidence } from '../../../../domain/finding/evidence.ts';
import type { Finding } from '../../../../domain/finding/finding.ts';
import { type NumberedEvidence, numberEvidence } from '../../../../domain/finding/number-evidence.ts';
import type { Owner } from '../../../../domain/finding/owner.ts';
import { sortFindings } from '../../../../domain/finding/sort-findings.ts';
import type { Status } from '../../../../domain/finding/status.ts';
import { countOf } from '../../../../domain/wording/count.ts';
import { formatClock } from '../../../../domain/wording/duration.ts';
import { blank, type Line, paragraph, textLine, withStop } from '../../../components/lines/line.ts';
import { namedKeys } from '../../../keys/named-keys.ts';
import type { WizardStep } from '../state.ts';
import { evidenceLines } from './evidence-lines.ts';

export interface LineOptions {
  readonly width: number;
  readonly signs: Readonly<Record<Status, string>>;
  readonly toggled: ReadonlySet<string>;
  /** What could not be measured says at once how it could be. */
  readonly opensUnknown?: true;
}

/** As much of a step as is told of it. */
export type ToldStep = Pick<WizardStep, 'question' | 'findings' | 'isRunning' | 'measuredAt'> & {
  readonly report: { readonly durationMs: number } | undefined;
};

/** The name of a finding within its step, by which it is found again after a new measurement. */
export const findingKey = ({ check, subject }: Pick<Finding, 'check' | 'subject'>): string =>
  `finding:${check}:${subject ?? ''}`;

export const offerKey = (finding: Finding, index: number): string => `${findingKey(finding)}:remedy:${index}`;

const isBad = ({ status }: Finding): boolean => status === 'fail' || status === 'warn';

/** Everything that is known of a step, as lines. */
export const stepLines = (step: ToldStep, options: LineOptions): readonly Line[] => {
  const { width } = options;
  const heading = paragraph(step.question, { width, tone: 'strong' });
  if (step.findings.length === 0) {
    const words = step.isRunning ? 'Being measured …' : `Not measured yet: ${namedKeys.measure} measures it.`;
    return [...heading, blank, textLine({ text: words, tone: 'quiet' })];
  }
  const sorted = sortFindings(step.findings);
  const isOpen = (finding: Finding): boolean => options.toggled.has(findingKey(finding));
  const numbered = numberEvidence(sorted.map((finding) => (isOpen(finding) ? finding.evidence : [])));
  const findings = sorted.flatMap((finding, index) =>
    findingLines(finding, { ...options, shownAbove: earlierOf(numbered[index] ?? []) }),
  );
  return [...heading, blank, ...findings, ...measuredLine(step)];
};

const earlierOf = (pieces: readonly NumberedEvidence[]): ReadonlySet<Evidence> =>
  new Set(pieces.flatMap(({ evidence, isFirst }) => (isFirst ? [] : [evidence])));

const measuredLine = ({ measuredAt, report, isRunning }: ToldStep): readonly Line[] => {
  if (isRunning) return [blank, textLine({ text: 'Being measured again …', tone: 'quiet' })];
  if (measuredAt === undefined || report === undefined) return [];
  const words = `Measured ${formatClock(measuredAt, measuredAt)} in ${(report.durationMs / 1_000).toFixed(1)} s.`;
  return [blank, textLine({ text: words, tone: 'quiet' })];
};

const statusWords: Readonly<Record<Status, string>> = {
  ok: 'fine',
  warn: 'worth mending',
  fail: 'broken',
  unknown: 'could not be measured',
  skipped: 'nothing to check',
};

interface FindingOptions extends LineOptions {
  /** Evidence that another finding, open above this one, shows already. */
  readonly shownAbove: ReadonlySet<Evidence>;
}

const findingLines = (finding: Finding, options: FindingOptions): readonly Line[] => {
  const { width, signs, toggled, shownAbove } = options;
  const { status, summary, remedies, evidence } = finding;
  const key = findingKey(finding);
  const isOpen = toggled.has(key);
  const lines = withStop(key, paragraph(summary, { width, status, prefix: [{ text: `${signs[status]} `, status }] }));
  // Where nothing is wrong one line is enough, until somebody asks.
  const isTold = isBad(finding) || (status === 'unknown' && options.opensUnknown === true);
  if (!isTold && !isOpen) return lines;
  return [
    ...lines,
    ...(finding.detail === undefined ? [] : paragraph(finding.detail, { width, indent: 2, tone: 'quiet' })),
    ...paragraph(describe(finding), { width, indent: 2, tone: 'quiet' }),
    ...remedies.flatMap((offer, index) =>
      withStop(
        offerKey(finding, index),
        paragraph(offer.title, { width, prefix: [{ text: '  F  ', tone: 'strong' }] }),
      ),
    ),
    ...evidenceHint(evidence.length, isOpen),
    ...(isOpen ? evidenceLines(evidence, { key, width, indent: 2, shownAbove }) : []),
    blank,
  ];
};

const evidenceHint = (count: number, isOpen: boolean): readonly Line[] =>
  count === 0
    ? []
    : [
        textLine({
          text: `  ${namedKeys.open} ${isOpen ? 'folds' : 'shows'} the evidence (${countOf(count, 'piece')})`,
          tone: 'quiet',
        }),
      ];

const owners: Readonly<Record<Owner, string>> = {
  odoo: 'whoever administers Odoo',
  host: 'whoever runs the server',
  provider: 'the mail provider',
  dns: "whoever keeps the domain's DNS",
  recipient: 'the recipient, or whoever keeps the address book',
};

const describe = ({ status, owner, explains = 0, consequenceOf }: Finding): string =>
  [
    `${statusWords[status]}`,
    ...(explains === 0 ? [] : [`accounts for ${countOf(explains, 'mail')}`]),
    ...(consequenceOf === undefined ? [] : [`only because of: ${consequenceOf}`]),
    ...(status === 'fail' || status === 'warn' ? [`to act: ${owners[owner]}`] : []),
  ].join(' · ');
