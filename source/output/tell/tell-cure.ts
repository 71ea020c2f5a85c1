import type { Cure } from '../../diagnosis/cure.ts';
import { endSentence } from '../../domain/wording/end-sentence.ts';
import type { Told } from './told.ts';

/** What measuring again said after a remedy; undefined where nothing was to be cured. `back`: how it is taken back. */
export const tellCure = ({ kind, finding }: Cure, back: string | undefined): Told | undefined => {
  const told = (status: Told['status'], sentence: string): Told => ({ status, sentence, details: [] });
  const undo = back === undefined ? '' : ` ${back}`;
  switch (kind) {
    case 'cured':
      return told('ok', `Cured: ${endSentence(finding?.summary ?? 'measured again, and it is well')}${undo}`);
    case 'not-cured': {
      const still = finding === undefined ? '' : `: ${finding.summary}`;
      return told('fail', `Applied but not cured: measured again, and it is still wrong${endSentence(still)}${undo}`);
    }
    case 'not-measured': {
      const why = finding === undefined ? '' : `: ${finding.summary}`;
      return told('unknown', `Whether that cured it could not be measured${endSentence(why)}${undo}`);
    }
    case 'needs-restart':
      return told(
        'unknown',
        `Not cured before Odoo is restarted: it reads odoo.conf only when it starts. Then check again.${undo}`,
      );
    case 'under-way':
      return told(
        'unknown',
        'Odoo was called and has not begun yet; it looks at least once a minute. Then check again.',
      );
    case 'nothing-was-wrong':
      return undefined;
  }
};
