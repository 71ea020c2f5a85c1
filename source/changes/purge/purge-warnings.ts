import type { Plan } from '../../domain/change/plan.ts';
import { countOf } from '../../domain/wording/count.ts';
import type { PurgePreview } from './purge-preview.ts';

/** What a person should know before saying yes, a sentence each. */
export const warnAboutPurge = ({
  ids,
  messages,
  later,
  files: { readable, unreadable },
}: Omit<PurgePreview, 'plan'>): Pick<Plan, 'warnings' | 'irreversible'> => {
  const kept = ids.length - messages;
  return {
    warnings: [
      ...(kept > 0
        ? [
            `The messages of ${countOf(kept, 'mail')} are history of their documents, or belong to another mail, and stay; so do the red envelopes of those that failed, until somebody discards them there.`,
          ]
        : []),
      ...(readable.length > 0
        ? [
            `${countOf(readable.length, 'file')} in Odoo's filestore will be archived; the originals stay there, since only Odoo itself removes files.`,
          ]
        : []),
      ...(later.length > 0 ? [`${countOf(later.length, 'mail')} more are left for another purge: run it again.`] : []),
    ],
    irreversible:
      unreadable.length > 0
        ? [
            `The contents of ${countOf(unreadable.length, 'attachment')} cannot be read from here: undo brings back the attachment, and its content only as long as Odoo has not removed the file.`,
          ]
        : [],
  };
};
