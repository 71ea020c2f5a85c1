import type { Obstacle } from '../../domain/database/write-obstacle.ts';
import { isNeutralized, type MailParameters } from '../../domain/odoo/mail-parameter.ts';

/** Why no message is sent from here; null where nothing forbids it. */
export const findSendingObstacle = (
  readOnly: boolean,
  parameters: MailParameters,
  database: string,
): Pick<Obstacle, 'words' | 'tryThis'> | null => {
  if (readOnly) return { words: 'Nothing is sent with --read-only.', tryThis: 'Leave --read-only out.' };
  if (!isNeutralized(parameters)) return null;
  return {
    words: `Database '${database}' is a neutralized copy: it is meant to send nothing, and no test either.`,
    tryThis: 'Send the test from the database that is in use.',
  };
};
