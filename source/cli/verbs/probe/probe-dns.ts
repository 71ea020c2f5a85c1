import { worstStatus } from '../../../domain/dns/report/section.ts';
import { exitStatus } from '../../../domain/exit-status.ts';
import { type DnsArguments, probeDomain, readDnsQuestion } from '../../../inquiry/probe/probe-domain.ts';
import { formatDnsJson, formatDnsText } from '../../../output/format-probe-dns.ts';
import type { Command } from '../../../world/command.ts';
import { writeResult } from '../../../world/write-output.ts';
import { chooseFormat } from '../../options/choose-format.ts';
import { untilStopped } from '../../until-stopped.ts';

const statuses = {
  ok: exitStatus.ok,
  warn: exitStatus.warning,
  fail: exitStatus.critical,
  unknown: exitStatus.unknown,
} as const;

/**
 * What DNS says about a domain's mail, by hand. Status 0: all well; 1: warnings; 2: something stops mail; 3: DNS did not
 * answer enough to tell.
 */
export const runProbeDns: Command<DnsArguments> = async (context, args) => {
  const { options } = context;
  const format = chooseFormat('probe', options.format, ['text', 'json']);
  const question = readDnsQuestion(args);
  const report = await untilStopped(context, () => probeDomain(context, question));
  writeResult(context, format, format === 'json' ? formatDnsJson(report) : formatDnsText(report, options));
  return statuses[worstStatus(report.sections.flatMap(({ lines }) => lines))];
};
