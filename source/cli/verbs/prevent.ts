import { UsageError } from '../../domain/errors.ts';
import { type ExitStatus, exitStatus } from '../../domain/exit-status.ts';
import { precautionIds } from '../../domain/finding/precaution-id.ts';
import type { Status } from '../../domain/finding/status.ts';
import { suggest } from '../../domain/wording/nearest.ts';
import { findPrecautions } from '../../inquiry/find-offers.ts';
import { readTarget } from '../../inquiry/read-target.ts';
import { redactDocument, redactText } from '../../output/check/redact.ts';
import { headlineOf } from '../../output/prevention/headline.ts';
import { preventionDocument } from '../../output/prevention/json.ts';
import { formatPreventionMarkdown } from '../../output/prevention/markdown.ts';
import type { PreventionReport } from '../../output/prevention/report.ts';
import { formatPreventionText } from '../../output/prevention/text.ts';
import { precautions } from '../../prevention/index.ts';
import { createRefusedSecrets } from '../../services/smtp/refused-secrets.ts';
import type { Command, CommandContext } from '../../world/command.ts';
import { openTarget } from '../../world/open-target.ts';
import { pointingFlags } from '../../world/pointing-flags.ts';
import { createPreventionContext } from '../../world/prevention-world.ts';
import { writeResult } from '../../world/write-output.ts';
import { chooseFormat } from '../options/choose-format.ts';

export interface PreventArguments {
  /** Ids of the precautions to look at; all of them when empty. */
  readonly precautions: readonly string[];
  readonly redact: boolean;
}

/** Prints how the precautions stand. Status 0 all well, 1 worth mending, 2 missing, 3 not known. */
export const runPrevent: Command<PreventArguments> = async (context, { precautions: named, redact }) => {
  const { options } = context;
  const format = chooseFormat('prevent', options.format, ['text', 'json', 'markdown']);
  if (options.allDatabases) throw new UsageError('prevent looks at one database at a time: name it with -d.');
  const report = await examine(context, choosePrecautions(named));
  const tidy = (text: string): string => redactText(text, report.names);
  switch (format) {
    case 'json': {
      const document = preventionDocument(report);
      writeResult(context, format, `${JSON.stringify(redact ? redactDocument(document, tidy) : document, null, 2)}\n`);
      break;
    }
    case 'markdown':
      writeResult(context, format, formatPreventionMarkdown(report, { redact }));
      break;
    case 'text': {
      const text = formatPreventionText(report, options);
      writeResult(context, format, redact ? tidy(text) : text);
    }
  }
  return statuses[headlineOf(report.precautions).status];
};

/** Those that were named, in the program's order. @throws UsageError for others. */
const choosePrecautions = (named: readonly string[]) => {
  const unknown = named.find((name) => !precautionIds.some((id) => id === name));
  if (unknown !== undefined) {
    const known = `The precautions are ${precautionIds.join(', ')}.`;
    throw new UsageError(`There is no precaution '${unknown}'.`, suggest(unknown, precautionIds, known));
  }
  return precautions.filter(({ id }) => named.length === 0 || named.includes(id));
};

const examine = async (
  context: CommandContext,
  chosen: ReturnType<typeof choosePrecautions>,
): Promise<PreventionReport> => {
  const began = performance.now();
  await using database = await openTarget(context);
  const parts = { database, target: database.target, refusedSecrets: createRefusedSecrets() };
  const found = await findPrecautions(await createPreventionContext(context, parts), chosen);
  const target = await readTarget(database.odoo, context);
  const flags = pointingFlags(context.options, database.odoo.database);
  return {
    target,
    precautions: found,
    names: database.names,
    flags,
    durationMs: Math.round(performance.now() - began),
  };
};

const statuses: Readonly<Record<Status, ExitStatus>> = {
  fail: exitStatus.critical,
  warn: exitStatus.warning,
  unknown: exitStatus.unknown,
  ok: exitStatus.ok,
  skipped: exitStatus.ok,
};
